import { meansAround, type Reach, type Size, sumsOf } from './sums.ts';

/** A filter for a square of so many cells: it, and the ring beside it that it is held against. */
export interface Scale {
  cells: number;
  /** Side of the square within which the ring begins, and of the one where it ends, cells. */
  inner: number;
  outer: number;
}

/** What an object touches beside its square because it does not lie on whole cells. */
const GUARD = 1;

export function scaleOf(cells: number): Scale {
  const inner = cells + 2 * GUARD;
  return { cells, inner, outer: inner + 2 * Math.ceil(cells / 2) };
}

/**
 * Mean over a square less mean over the ring around it, for the square in whose middle each cell lies (of an even one, to the lower right
 * of its middle): a filter matched to a square object on a background that is even or slopes. NaN where the ring has no cell.
 */
export function matchedFilter(values: Float32Array, size: Size, { cells, inner, outer }: Scale): Float32Array {
  const sums = sumsOf(values, size);
  const square = meansAround(sums, size, reachOf(cells, cells));
  const ring = meansAround(sums, size, reachOf(outer, cells), reachOf(inner, cells));
  return square.map((mean, at) => mean - (ring[at] as number));
}

/** Of a square of `side` cells that is concentric with one of `cells`. */
function reachOf(side: number, cells: number): Reach {
  const more = (side - cells) / 2;
  const half = cells >> 1;
  return { before: half + more, after: cells - half + more };
}

/** Cells that a neighbourhood reaches beyond what an object in its middle would change: at least, and by the object's own. */
const REACH = { least: 10, own: 1.5 };

/**
 * Mean and spread of a filter's values around each cell, without those that an object in that cell would change: so what is hidden there
 * does not hide itself.
 */
export function neighbourhood(
  filtered: Float32Array,
  size: Size,
  { cells, outer }: Scale,
): { mean: Float32Array; spread: Float32Array } {
  const touched = Math.ceil((outer + cells) / 2);
  const reach = touched + Math.max(REACH.least, Math.round(REACH.own * cells));
  const [all, hole] = [reach, touched].map((by) => ({ before: by, after: by + 1 })) as [Reach, Reach];
  const mean = meansAround(sumsOf(filtered, size), size, all, hole);
  const squares = meansAround(sumsOf(filtered, size, true), size, all, hole);
  const spread = squares.map((square, at) => Math.sqrt(Math.max(0, square - (mean[at] as number) ** 2)));
  return { mean, spread };
}
