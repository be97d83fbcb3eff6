import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HIDDEN, PIXEL_CLASSES, trainingPhantom } from '@h986/fixtures';
import { encodeNpyArray, type GridPicture } from '@h986/imaging';
import { chanceOf, drawnProfile, HELD_OUT } from './drawn-profile.ts';
import { emptyWithPieces } from './empty-with-pieces.ts';
import { COARSE, FINE, gridOf, labelsOn, onGrid, transmissionOf } from './on-grid.ts';

interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** Kept around the containers, px of 6 mm: enough of what stands beside them that a model meets nothing new there. */
const AROUND_PX = { side: 60, top: 60, bottom: 110 };
/**
 * So much around a container counts too, px: the pipeline looks 100 mm past the box that it sees, and that may be 80 mm too large. What
 * was never taught there is anything: of the highest places in 26 clean scans, version 1.0.0 had 10 outside the container.
 */
const COLLAR_PX = 30;
const VEHICLE = PIXEL_CLASSES.indexOf('vehicle');

/**
 * Makes one scan to learn from and writes it: `<seed>.npy` (3 x columns x rows: high, low, label), `<seed>.truck.npy` (the whole
 * scan coarse: high, low, class), `<seed>.json` last.
 */
export async function writeTrainingScan(
  seed: number,
  folder: string,
  { family, pieces }: { family?: string | undefined; pieces?: boolean } = {},
): Promise<void> {
  const profile = drawnProfile(chanceOf(seed));
  const phantom = pieces
    ? emptyWithPieces(seed, profile)
    : trainingPhantom({ seed, profile, without: HELD_OUT, ...(family && { family }) });
  const { geometry, lines } = phantom.scan;
  const transmission = transmissionOf(phantom.scan);
  const fine = gridOf(FINE, geometry);
  const pictures = onGrid(transmission, fine);
  const { columns, rows } = pictures.high;
  const scaled = (box: Box): Box => {
    const x = Math.floor(box.x / fine.linesPerColumn);
    const y = Math.floor(box.y / fine.channelsPerRow);
    return {
      x,
      y,
      w: Math.min(columns, Math.ceil((box.x + box.w) / fine.linesPerColumn)) - x,
      h: Math.min(rows, Math.ceil((box.y + box.h) / fine.channelsPerRow)) - y,
    };
  };
  const containers = phantom.containers.map(({ type, ...box }) => ({ type, ...scaled(box) }));
  const crop = around(containers, columns, rows);
  const labels = labelsOn(phantom, fine, columns);
  hideOutside(labels, columns, containers);
  const planes = [pictures.high.samples, pictures.low.samples, labels].map((plane) => cut(plane, columns, crop));
  const threats = phantom.threats.map(({ box, ...threat }) => {
    const on = scaled(box);
    return { ...threat, box: { ...on, x: on.x - crop.x, y: on.y - crop.y } };
  });

  const coarseGrid = gridOf(COARSE, geometry);
  const coarse = onGrid(transmission, coarseGrid);
  const classes = classesOn(coarse.high, phantom.classes, phantom.containers, {
    lines,
    channels: geometry.channels,
    perColumn: coarseGrid.linesPerColumn,
    perRow: coarseGrid.channelsPerRow,
  });
  const whole = { x: 0, y: 0, w: coarse.high.columns, h: coarse.high.rows };
  const truck = [coarse.high.samples, coarse.low.samples, classes].map((plane) => cut(plane, whole.w, whole));

  await write(join(folder, `${seed}.npy`), encodeNpyArray([3, crop.w, crop.h], joined(planes)));
  await write(join(folder, `${seed}.truck.npy`), encodeNpyArray([3, whole.w, whole.h], joined(truck)));
  const { tier, chapters } = phantom;
  const about = {
    seed,
    profile: profile.name,
    family: phantom.family,
    tier,
    pitchMm: FINE.input.pitchMm,
    columns,
    rows,
    crop,
    containers,
    threats,
    declaredChapters: chapters,
    hidden: HIDDEN,
  };
  await write(join(folder, `${seed}.json`), new TextEncoder().encode(JSON.stringify(about)));
}

function around(boxes: readonly Box[], columns: number, rows: number): Box {
  const x = Math.max(0, Math.min(...boxes.map((b) => b.x)) - AROUND_PX.side);
  const y = Math.max(0, Math.min(...boxes.map((b) => b.y)) - AROUND_PX.top);
  const right = Math.min(columns, Math.max(...boxes.map((b) => b.x + b.w)) + AROUND_PX.side);
  const bottom = Math.min(rows, Math.max(...boxes.map((b) => b.y + b.h)) + AROUND_PX.bottom);
  return { x, y, w: right - x, h: bottom - y };
}

/** What is not looked at does not count: neither as clean nor as a threat. */
function hideOutside(labels: Uint16Array, columns: number, boxes: readonly Box[]): void {
  for (let at = 0; at < labels.length; at++) {
    const [x, y] = [at % columns, Math.floor(at / columns)];
    const looked = boxes.some(
      (b) => x >= b.x - COLLAR_PX && x < b.x + b.w + COLLAR_PX && y >= b.y - COLLAR_PX && y < b.y + b.h + COLLAR_PX,
    );
    if (!looked) labels[at] = HIDDEN;
  }
}

/** A part of a rows x columns plane, turned to columns x rows. */
function cut(plane: Uint16Array, columns: number, { x, y, w, h }: Box): Uint16Array {
  const out = new Uint16Array(w * h);
  for (let i = 0; i < w; i++) for (let j = 0; j < h; j++) out[i * h + j] = plane[(y + j) * columns + x + i] as number;
  return out;
}

/** 1 where most is vehicle, 2 inside a container's outer box; rows x columns. */
function classesOn(
  { columns, rows }: GridPicture,
  classes: Uint8Array,
  containers: readonly Box[],
  { lines, channels, perColumn, perRow }: { lines: number; channels: number; perColumn: number; perRow: number },
): Uint16Array {
  const out = new Uint16Array(columns * rows);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const [x, y] = [(column + 0.5) * perColumn, (row + 0.5) * perRow];
      if (containers.some((b) => x >= b.x && x < b.x + b.w && y >= b.y && y < b.y + b.h))
        out[row * columns + column] = 2;
      else if (shareOf(VEHICLE, column, row) >= 0.5) out[row * columns + column] = 1;
    }
  return out;

  function shareOf(wanted: number, column: number, row: number): number {
    let [count, of] = [0, 0];
    for (let line = Math.floor(column * perColumn); line < Math.min(lines, (column + 1) * perColumn); line += 2)
      for (let c = Math.floor(row * perRow); c < Math.min(channels, (row + 1) * perRow); c += 2) {
        of++;
        if (classes[line * channels + c] === wanted) count++;
      }
    return of === 0 ? 0 : count / of;
  }
}

function joined(planes: readonly Uint16Array[]): Uint16Array {
  const size = planes[0]?.length ?? 0;
  const all = new Uint16Array(planes.length * size);
  planes.forEach((plane, i) => {
    all.set(plane, i * size);
  });
  return all;
}

async function write(file: string, bytes: Uint8Array): Promise<void> {
  await writeFile(`${file}.part`, bytes);
  await rename(`${file}.part`, file);
}
