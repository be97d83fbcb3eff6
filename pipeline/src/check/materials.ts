import { type AreaMm, areaDensityOf, type MaterialTable, noiseOf, type TestObject } from '@h986/domain';
import type { LoadPicture } from '../load/load-picture.ts';
import { withoutScatter } from '../load/scatter.ts';
import type { Placement } from './picture.ts';

/** Cells that an edge may run through are left out. */
const MARGIN_CELLS = 1;

/**
 * Share of the steps whose class is told right, per cent, read as the load of a container is: by the scanner's material table, what lies
 * before and behind taken off. Null where not one step can be read.
 *
 * @see IEC 62523, 7.5
 */
export function materialsRight(
  seen: LoadPicture,
  table: MaterialTable,
  place: Placement,
  object: TestObject,
): number | null {
  const picture = withoutScatter(seen, table);
  const answers = object.materials.flatMap(({ class: wanted, area, bare }) => {
    const [step, sheet] = [meanOf(picture, place, area), meanOf(picture, place, bare)];
    if (!step || !sheet) return [];
    const pixels = step.cells * picture.grid.linesPerColumn * picture.grid.channelsPerRow;
    const told = areaDensityOf(
      table,
      step.high - sheet.high,
      step.low - sheet.low,
      noiseOf(table, step.high, step.low, pixels),
    );
    return [told.class === wanted];
  });
  return answers.length === 0 ? null : (100 * answers.filter(Boolean).length) / answers.length;
}

function meanOf(
  picture: LoadPicture,
  place: Placement,
  area: AreaMm,
): { high: number; low: number; cells: number } | null {
  const { columns, grid } = picture;
  const [a, b] = [place(area), place({ x: area.x + area.w, y: area.y + area.h })];
  const range = (from: number, to: number, step: number): [number, number] => [
    Math.ceil((Math.min(from, to) + 0.5) / step) + MARGIN_CELLS - 1,
    Math.floor((Math.max(from, to) + 0.5) / step) - MARGIN_CELLS,
  ];
  const [left, right] = range(a.x, b.x, grid.linesPerColumn);
  const [top, bottom] = range(a.y, b.y, grid.channelsPerRow);
  let [high, low, cells] = [0, 0, 0];
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const [h, l] = [picture.high, picture.low].map((plane) => plane[row * columns + column] ?? Number.NaN) as [
        number,
        number,
      ];
      if (Number.isNaN(h) || Number.isNaN(l)) continue;
      high += h;
      low += l;
      cells++;
    }
  }
  return cells === 0 ? null : { high: high / cells, low: low / cells, cells };
}
