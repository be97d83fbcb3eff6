import type { BoxPx } from '@h986/domain';
import { flood } from '../../maps/flood.ts';
import type { Inside } from './inside.ts';
import { sumsOf } from './sums.ts';

type Grid = Pick<Inside, 'columns' | 'rows' | 'cellMm'>;

/** A place is so large, mm: one cell alone hides nothing. */
const PLACE_MM = 300;
/** Of a place's cells so many must be load. */
const LOADED = 0.5;
/** Of a cube's square so many must be able to hide it. */
const COULD = 0.8;

/** The place of which half of the cells show least. In cells; null where no place is loaded. */
export function worstBlock(
  { columns, rows, cellMm }: Grid,
  load: Uint8Array,
  sides: Float32Array,
): { side: number; box: BoxPx } | null {
  const size = Math.max(1, Math.round(PLACE_MM / cellMm));
  const step = Math.max(1, size >> 1);
  let worst: { side: number; box: BoxPx } | null = null;
  for (let y = 0; y + size <= rows; y += step)
    for (let x = 0; x + size <= columns; x += step) {
      const here: number[] = [];
      for (let row = y; row < y + size; row++)
        for (let at = row * columns + x; at < row * columns + x + size; at++)
          if (load[at] === 1) here.push(sides[at] as number);
      if (here.length < LOADED * size ** 2) continue;
      const side = Float32Array.from(here).sort()[here.length >> 1] as number;
      if (!worst || side > worst.side) worst = { side, box: { x, y, w: size, h: size } };
    }
  return worst;
}

/** A square of this side, of whose cells nearly all are marked; the first from the left. In cells; null where there is none. */
export function blockOf({ columns, rows, cellMm }: Grid, marked: Uint8Array, sideMm: number): BoxPx | null {
  const size = Math.max(1, Math.round(sideMm / cellMm));
  const sums = sumsOf(marked, { columns, rows });
  const corner = (column: number, row: number): number => sums[row * (columns + 1) + column] as number;
  let best: { marks: number; box: BoxPx } | null = null;
  for (let x = 0; x + size <= columns; x++)
    for (let y = 0; y + size <= rows; y++) {
      const marks = corner(x + size, y + size) - corner(x, y + size) - corner(x + size, y) + corner(x, y);
      if (marks >= COULD * size ** 2 && marks > (best?.marks ?? 0)) best = { marks, box: { x, y, w: size, h: size } };
    }
  return best?.box ?? null;
}

/** The largest piece of marked cells that hang together. In cells. */
export function largestPiece({ columns, rows }: Grid, marked: Uint8Array): { cells: number; box: BoxPx } | null {
  const seen = new Uint8Array(marked.length);
  // Pieces are gathered column by column.
  const take = (cell: number): boolean => {
    const at = (cell % rows) * columns + Math.floor(cell / rows);
    if (seen[at] === 1 || marked[at] !== 1) return false;
    seen[at] = 1;
    return true;
  };
  let largest: number[] = [];
  for (let cell = 0; cell < marked.length; cell++) {
    if (!take(cell)) continue;
    const piece = flood(cell, columns, rows, take);
    if (piece.length > largest.length) largest = piece;
  }
  if (largest.length === 0) return null;
  const xs = largest.map((cell) => Math.floor(cell / rows));
  const ys = largest.map((cell) => cell % rows);
  const [x, y] = [xs.reduce((a, b) => Math.min(a, b)), ys.reduce((a, b) => Math.min(a, b))];
  const [right, bottom] = [xs.reduce((a, b) => Math.max(a, b)), ys.reduce((a, b) => Math.max(a, b))];
  return { cells: largest.length, box: { x, y, w: right - x + 1, h: bottom - y + 1 } };
}
