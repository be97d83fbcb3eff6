import type { OutlineCells } from '../load/outline.ts';
import { median } from './robust.ts';

/** Pieces of the lot's own curve of the low energy over the high one. */
const KNOTS = 24;
/** Beyond its last knot the curve is followed for so many pieces. */
const BEYOND = 2;

/**
 * How much more the low energy sees in each cell than it does where the lot's other cells are as thick, g/cm2: less where there is
 * heavier stuff. The curve is the lot's own, so that no table of materials is needed.
 *
 * @returns null where any of them has no low energy
 */
export function hardeningIn(outlines: readonly OutlineCells[]): OutlineCells[] | null {
  const points: [thick: number, more: number][] = [];
  for (const { cells, low } of outlines) {
    if (!low) return null;
    cells.forEach((cell, i) => {
      const more = (low[i] as number) - cell;
      if (!Number.isNaN(more)) points.push([cell, more]);
    });
  }
  if (points.length < KNOTS) return null;
  const curve = curveOf(points.sort(([a], [b]) => a - b));
  return outlines.map(({ columns, rows, cells, low }) => ({
    columns,
    rows,
    // Where there is no data nothing is odd.
    cells: cells.map((cell, i) => (low?.[i] as number) - cell - curve(cell) || 0),
  }));
}

function curveOf(sorted: readonly (readonly [number, number])[]): (thick: number) => number {
  const knots = Array.from({ length: KNOTS }, (_, k) => {
    const of = sorted.slice(Math.floor((k * sorted.length) / KNOTS), Math.floor(((k + 1) * sorted.length) / KNOTS));
    return [median(of.map(([thick]) => thick)), median(of.map(([, more]) => more))] as const;
  });
  const [first] = knots as [readonly [number, number]];
  return (thick) => {
    if (thick <= first[0]) return first[0] === 0 ? first[1] : (first[1] * thick) / first[0];
    let at = 0;
    while (at < KNOTS - 2 && (knots[at + 1]?.[0] as number) < thick) at++;
    const [from, to] = [knots[at], knots[at + 1]] as [readonly [number, number], readonly [number, number]];
    const along = to[0] === from[0] ? 0 : Math.min(BEYOND, (thick - from[0]) / (to[0] - from[0]));
    return from[1] + along * (to[1] - from[1]);
  };
}
