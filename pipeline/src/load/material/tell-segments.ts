import { areaDensityOf, type MaterialAnswer, type MaterialTable, noiseOf } from '@h986/domain';
import type { CellBox } from './inside.ts';
import type { Net } from './net.ts';

/** Some cells of the load that are one stuff, and which. */
export interface Told extends MaterialAnswer {
  cells: number;
  /** In cells of the net. */
  box: CellBox;
  /** Mean -ln T of each energy. */
  alphaHigh: number;
  alphaLow: number;
}

interface Sums {
  cells: number;
  opaque: number;
  high: number;
  low: number;
  /** Of the squares of low - ratio x high. */
  off: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Cells beside each other share what a channel or a pulse does wrong, and blur: so many count as one. */
const CELLS_AS_ONE = 4;
/** Where more of a segment lets nothing through, its mean says nothing of it. */
const OPAQUE_SHARE = 0.3;

/**
 * What each segment is, by its own mean and the spread of its own cells; photons alone would promise more than goods keep.
 *
 * @param of number of its segment a cell, from 1 on
 * @param pixels of a cell
 */
export function tellSegments(net: Net, of: Int32Array, count: number, table: MaterialTable, pixels: number): Told[] {
  const sums = sumUp(net, of, count);
  return sums.map((sum) => {
    const [alphaHigh, alphaLow] = [sum.high / sum.cells, sum.low / sum.cells];
    const photons = noiseOf(table, alphaHigh, alphaLow, pixels * sum.cells);
    const own = Math.sqrt(sum.off / sum.cells / Math.max(1, sum.cells / CELLS_AS_ONE));
    const answer = areaDensityOf(table, alphaHigh, alphaLow, { high: photons.high, low: Math.max(photons.low, own) });
    const opaque = sum.opaque / sum.cells > OPAQUE_SHARE;
    return {
      ...answer,
      ...(opaque && { class: 'cannot-tell', zEff: null, confidence: 0, untold: 'too-thick' }),
      cells: sum.cells,
      box: {
        column: sum.left,
        row: sum.top,
        columns: sum.right - sum.left + 1,
        rows: sum.bottom - sum.top + 1,
      },
      alphaHigh,
      alphaLow,
    };
  });
}

function sumUp({ columns, high, low, opaque }: Net, of: Int32Array, count: number): Sums[] {
  const sums = Array.from({ length: count }, (): Sums => {
    return { cells: 0, opaque: 0, high: 0, low: 0, off: 0, left: columns, right: 0, top: of.length, bottom: 0 };
  });
  const each = (add: (sum: Sums, cell: number) => void): void =>
    of.forEach((number, cell) => {
      if (number > 0) add(sums[number - 1] as Sums, cell);
    });
  each((sum, cell) => {
    const [column, row] = [cell % columns, Math.floor(cell / columns)];
    sum.cells++;
    sum.opaque += opaque[cell] as number;
    sum.high += high[cell] as number;
    sum.low += low[cell] as number;
    sum.left = Math.min(sum.left, column);
    sum.right = Math.max(sum.right, column);
    sum.top = Math.min(sum.top, row);
    sum.bottom = Math.max(sum.bottom, row);
  });
  each((sum, cell) => {
    sum.off += ((low[cell] as number) - (sum.low / sum.high) * (high[cell] as number)) ** 2;
  });
  return sums;
}
