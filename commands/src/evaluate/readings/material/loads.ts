import { classOfZ, MATERIAL_CLASSES, type MaterialClass, type MaterialTable } from '@h986/domain';
import {
  type AreaDensities,
  effectiveNumber,
  loadOnRays,
  materialOf,
  type PhantomOptions,
  phantomScan,
} from '@h986/fixtures';
import { type LoadPicture, materialAnalysis } from '@h986/pipeline';
import { loadContextOf } from '../load-context.ts';

/** What is told of one load, in kg of its own true mass. */
export interface LoadTold {
  family: string;
  /** Whose class is told, and told rightly. */
  toldKg: number;
  rightKg: number;
  /** Of parts of which it is said that they cannot be told. */
  untoldKg: number;
  /** Of what is not looked at: beside the inside of the container, or so thin that it passes for a wall. */
  unseenKg: number;
  /** Where there is nothing of the kind. */
  falseHeavy: number;
}

/** Heavy metal at an observation's place, of its mass there. */
const HEAVY_SHARE = 0.05;

/** A clean phantom's load as the pipeline reads it, held against the pixels' truth. */
export async function readPhantomLoad(options: PhantomOptions, table: MaterialTable): Promise<LoadTold> {
  const { scan, truth } = phantomScan(options);
  const boxes = truth.containers.map(({ x, y, w, h }) => ({ x, y, w, h }));
  const context = await loadContextOf(scan, boxes, table);
  const draft: Parameters<typeof materialAnalysis.read>[1] = {
    containers: boxes.map((boxPx) => ({ boxPx })),
    table: null,
    observations: [],
    maps: {},
  };
  materialAnalysis.read(context, draft);
  const cells = truthOnCells(loadOnRays(options), context.picture);
  const { columnMm, rowMm, columns, grid } = context.picture;
  const kgPerGCm2 = (columnMm * rowMm) / 100 / 1000;
  const map = draft.maps.material ?? new Uint8Array(cells.gcm2.length);
  const told = { toldKg: 0, rightKg: 0, untoldKg: 0, unseenKg: 0 };
  map.forEach((value, at) => {
    const kg = (cells.gcm2[at] as number) * kgPerGCm2;
    if (kg === 0) return;
    const said = value === 0 ? null : (MATERIAL_CLASSES[value - 1] as MaterialClass);
    if (said === null) told.unseenKg += kg;
    else if (said === 'cannot-tell') told.untoldKg += kg;
    else {
      told.toldKg += kg;
      if (said === cells.classes[at]) told.rightKg += kg;
    }
  });
  const isFalse = ({ boxPx: box }: (typeof draft.observations)[number]): boolean => {
    if (!box) return false;
    let [heavy, all] = [0, 0];
    for (let row = Math.floor(box.y / grid.channelsPerRow); row < (box.y + box.h) / grid.channelsPerRow; row++) {
      for (
        let column = Math.floor(box.x / grid.linesPerColumn);
        column < (box.x + box.w) / grid.linesPerColumn;
        column++
      ) {
        all += cells.gcm2[row * columns + column] ?? 0;
        heavy += cells.heavy[row * columns + column] ?? 0;
      }
    }
    return !(heavy > HEAVY_SHARE * all);
  };
  return { family: truth.family, ...told, falseHeavy: draft.observations.filter(isFalse).length };
}

interface CellTruth {
  /** g/cm2, mean over a cell. */
  gcm2: Float32Array;
  /** Of it heavy metal. */
  heavy: Float32Array;
  /** By what each cell holds together. */
  classes: MaterialClass[];
}

/** What the rays of each cell meet of the load; mixed, they count as the stuff of their effective atomic number. */
function truthOnCells(
  { lines, channels, materials, planes }: AreaDensities,
  { grid, columns, rows }: LoadPicture,
): CellTruth {
  const [gcm2, heavy, numbers] = [0, 1, 2].map(() => new Float32Array(columns * rows)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const area = grid.linesPerColumn * grid.channelsPerRow;
  planes.forEach((plane, m) => {
    const z = effectiveNumber(materialOf(materials[m] ?? '').composition);
    for (let line = 0; line < lines; line++) {
      const column = Math.floor(line / grid.linesPerColumn);
      if (column >= columns) break;
      for (let channel = 0; channel < channels; channel++) {
        const value = (plane[line * channels + channel] as number) / area;
        if (value <= 0) continue;
        const at = Math.min(rows - 1, Math.floor(channel / grid.channelsPerRow)) * columns + column;
        gcm2[at] = (gcm2[at] as number) + value;
        numbers[at] = (numbers[at] as number) + z * value;
        if (classOfZ(z) === 'heavy') heavy[at] = (heavy[at] as number) + value;
      }
    }
  });
  return { gcm2, heavy, classes: [...gcm2].map((all, at) => classOfZ(all > 0 ? (numbers[at] as number) / all : 1)) };
}
