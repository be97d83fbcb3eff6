import { type OutlineCells, outlineOf } from '@h986/domain';
import type { Analysis } from '../analysis.ts';
import { type CellBox, insideOf } from '../inside.ts';
import type { LoadPicture } from '../load-picture.ts';

const SIZE = { columns: 48, rows: 12 };

/**
 * The load's area density in small: 48 x 12 cells over the container's inside, about 250 x 200 mm in 40 feet. Walls are in it: they are
 * the same in all that it is compared with.
 */
export const outline: Analysis = {
  name: 'outline',
  version: '1.1.0',
  read({ picture, containers }, draft) {
    if (containers.length === 0) return 'no-container';
    containers.forEach(({ boxPx }, i) => {
      const cells = outlineIn(picture, insideOf(boxPx, picture));
      const reading = draft.containers[i];
      if (reading && !cells.cells.every(Number.isNaN)) reading.outline = outlineOf(cells);
    });
    return undefined;
  },
};

/** Both energies of what lies in a box. */
export function outlineIn(picture: LoadPicture, box: CellBox): Required<OutlineCells> {
  const { high, low } = picture;
  return { ...SIZE, cells: inSmall(high, picture, box), low: inSmall(low, picture, box) };
}

/** Area-weighted means; none where less than half has data. */
function inSmall(
  plane: Float32Array,
  { columns: across, rows: down }: Pick<LoadPicture, 'columns' | 'rows'>,
  box: CellBox,
): Float32Array {
  const { columns, rows } = SIZE;
  const along = shares(box.left, box.right, columns, across);
  const up = shares(box.top, box.bottom, rows, down);
  const half = ((box.right - box.left) * (box.bottom - box.top)) / columns / rows / 2;
  const cells = new Float32Array(columns * rows);
  up.forEach((overRows, row) => {
    along.forEach((overColumns, column) => {
      let [sum, covered] = [0, 0];
      for (const [y, tall] of overRows)
        for (const [x, wide] of overColumns) {
          const alpha = plane[y * across + x] as number;
          if (Number.isNaN(alpha)) continue;
          sum += tall * wide * areaDensityAt(alpha);
          covered += tall * wide;
        }
      cells[row * columns + column] = covered > half ? sum / covered : Number.NaN;
    });
  });
  return cells;
}

/**
 * Area density of organic goods, g/cm2, at an attenuation of 6 MV: within 2 % of cellulose by the phantoms' physics up to 120 g/cm2. Iron
 * reads a twentieth to little, which does not matter where like is compared with like.
 */
export function areaDensityAt(alpha: number): number {
  return alpha * (18.95 + 1.72 * alpha - 0.07 * alpha * alpha);
}

type Share = readonly [source: number, share: number];

function shares(from: number, to: number, targets: number, sources: number): Share[][] {
  const step = (to - from) / targets;
  return Array.from({ length: targets }, (_, i) => {
    const [low, high] = [Math.max(0, from + i * step), Math.min(sources, from + (i + 1) * step)];
    const found: Share[] = [];
    for (let source = Math.floor(low); source < high; source++) {
      found.push([source, Math.min(source + 1, high) - Math.max(source, low)]);
    }
    return found;
  });
}
