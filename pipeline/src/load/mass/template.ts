import type { LoadPicture } from '../load-picture.ts';
import type { ContainerModel, Part } from './containers/index.ts';
import { circleChords, type Fan, type Ladder, rectangleChords, seenAt } from './fan.ts';

/** Where a container stands: its front face along travel, how high its lower corners are, how much it rises along travel, mm a mm. */
export interface Placement {
  frontMm: number;
  /** Above where the template was drawn. */
  liftMm: number;
  rise: number;
}

/** An empty container's area density as the fan sees it, g/cm2, finer than the picture's cells. */
export interface Template {
  model: ContainerModel;
  bedMm: number;
  ladder: Ladder;
  columns: number;
  /** Sums over all that is left of and below a corner, (columns + 1) x (rows + 1), g/cm2 x cells. */
  all: Float64Array;
}

const COLUMN_MM = 8;
const ROW_MM = 6;
/** Beside the faces: hinges stand out. */
const BESIDE_MM = 40;
const G_CM2 = 0.1;

/** @param bedMm height of the lower corners above the road */
export function drawTemplate(model: ContainerModel, fan: Fan, bedMm: number): Template {
  const { lengthMm, heightMm, parts } = model;
  const near = -1250;
  const far = 1250;
  const edges = [near, far].flatMap((z) => [seenAt(fan, bedMm, z), seenAt(fan, bedMm + heightMm, z)]);
  const bottomMm = Math.min(...edges) - ROW_MM;
  const rows = Math.ceil((Math.max(...edges) + ROW_MM - bottomMm) / ROW_MM);
  const columns = Math.ceil((lengthMm + 2 * BESIDE_MM) / COLUMN_MM);
  const ladder = { bottomMm, stepMm: ROW_MM, rows };
  const known = new Map<string, Float64Array>();
  const chordsOf = ({ section }: Part): Float64Array => {
    const key = JSON.stringify(section);
    const found = known.get(key);
    if (found) return found;
    const chords =
      section.kind === 'circle'
        ? circleChords(fan, bedMm + section.y, section.radiusMm, ladder)
        : rectangleChords(fan, [bedMm + section.y[0], bedMm + section.y[1]], section.z, ladder);
    known.set(key, chords);
    return chords;
  };
  const draw = (wanted: readonly Part[]): Float64Array => {
    const canvas = new Float64Array((columns + 1) * (rows + 1));
    for (const part of wanted) lay(part, chordsOf(part), canvas, columns, rows);
    return summed(canvas, columns, rows);
  };
  return { model, bedMm, ladder, columns, all: draw(parts) };
}

/** Adds a part; the canvas holds the differences along x, so that a long part costs no more than a short one. */
function lay({ x, density }: Part, chords: Float64Array, canvas: Float64Array, columns: number, rows: number): void {
  const [from, to] = x.map((mm) => Math.max(0, Math.min(columns, (mm + BESIDE_MM) / COLUMN_MM))) as [number, number];
  const first = chords.findIndex((chord) => chord > 0);
  if (first < 0) return;
  const last = chords.findLastIndex((chord) => chord > 0);
  const add = (at: number, weight: number): void => {
    // A step of height 1 within a cell reaches it by what is left of the cell, and the next one by the rest.
    const cell = Math.min(columns, Math.floor(at));
    const rest = at - cell;
    for (let row = first; row <= last; row++) {
      const value = weight * density * G_CM2 * (chords[row] as number);
      const to0 = cell * (rows + 1) + row;
      canvas[to0] = (canvas[to0] as number) + value * (1 - rest);
      if (cell < columns) canvas[to0 + rows + 1] = (canvas[to0 + rows + 1] as number) + value * rest;
    }
  };
  add(from, 1);
  add(to, -1);
}

/** From differences along x to sums over both. Corner (c, r) has what lies in columns below c and rows below r. */
function summed(differences: Float64Array, columns: number, rows: number): Float64Array {
  const high = rows + 1;
  const sums = new Float64Array((columns + 1) * high);
  const values = new Float64Array(rows);
  for (let column = 0; column < columns; column++) {
    let below = 0;
    for (let row = 0; row < rows; row++) {
      values[row] = (values[row] as number) + (differences[column * high + row] as number);
      below += values[row] as number;
      sums[(column + 1) * high + row + 1] = (sums[column * high + row + 1] as number) + below;
    }
  }
  return sums;
}

/** Some cells of a picture: columns and rows from the upper left, the last ones not included, each so many apart. */
export interface Window {
  columns: { from: number; to: number };
  rows: { from: number; to: number };
}

/**
 * What an empty container would show in a picture's cells, g/cm2: mean over each cell.
 *
 * @param bottomMm height of the lane's middle at the picture's lower edge
 * @returns columns x rows of the window, column by column
 */
export function seenTemplate(
  { ladder, columns, all: sums }: Template,
  { frontMm, liftMm, rise }: Placement,
  picture: Pick<LoadPicture, 'columnMm' | 'rowMm' | 'rows'>,
  bottomMm: number,
  wanted: readonly number[],
  { from, to }: Window['rows'],
): Float32Array {
  const high = ladder.rows + 1;
  const count = to - from;
  const out = new Float32Array(wanted.length * count);
  const { columnMm, rowMm } = picture;
  const area = (columnMm / COLUMN_MM) * (rowMm / ladder.stepMm);
  const clampX = (mm: number): number => Math.max(0, Math.min(columns, (mm + BESIDE_MM) / COLUMN_MM));
  const lineSum = new Float64Array(high);
  for (let i = 0; i < wanted.length; i++) {
    const column = wanted[i] as number;
    const left = column * columnMm - frontMm;
    const [x0, x1] = [clampX(left), clampX(left + columnMm)];
    if (x1 <= x0) continue;
    const [c0, c1] = [Math.min(columns - 1, Math.floor(x0)), Math.min(columns - 1, Math.floor(x1))];
    const [r0, r1] = [x0 - c0, x1 - c1];
    for (let row = 0; row < high; row++) {
      const at = (c: number, r: number): number =>
        (sums[c * high + row] as number) * (1 - r) + (sums[(c + 1) * high + row] as number) * r;
      lineSum[row] = at(c1, r1) - at(c0, r0);
    }
    const lift = liftMm + rise * (left + columnMm / 2);
    const place = (row: number): number =>
      (bottomMm + (picture.rows - row) * rowMm - lift - ladder.bottomMm) / ladder.stepMm;
    const below = (at: number): number => {
      if (at <= 0) return 0;
      if (at >= ladder.rows) return lineSum[ladder.rows] as number;
      const floor = Math.floor(at);
      return (lineSum[floor] as number) + (at - floor) * ((lineSum[floor + 1] as number) - (lineSum[floor] as number));
    };
    let upper = below(place(from));
    for (let row = from; row < to; row++) {
      const lower = below(place(row + 1));
      out[i * count + row - from] = (upper - lower) / area;
      upper = lower;
    }
  }
  return out;
}
