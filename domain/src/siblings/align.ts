import type { OutlineCells } from '../load/outline.ts';
import { median } from './robust.ts';

/** As a truck that came from the other side shows it. */
export function mirrored({ columns, rows, cells, low }: OutlineCells): OutlineCells {
  const turned = (of: Float32Array): Float32Array =>
    of.map((_, i) => of[i - (i % columns) + (columns - 1 - (i % columns))] as number);
  return { columns, rows, cells: turned(cells), ...(low && { low: turned(low) }) };
}

/** Mean difference of two outlines of one size, g/cm2; where either has no data there is none. */
export function meanDifference(a: OutlineCells, b: OutlineCells): number {
  let [sum, count] = [0, 0];
  a.cells.forEach((value, i) => {
    const off = Math.abs(value - (b.cells[i] as number));
    if (Number.isNaN(off)) return;
    sum += off;
    count++;
  });
  return count === 0 ? Number.NaN : sum / count;
}

/** Median of each cell. */
export function medianOutline(outlines: readonly OutlineCells[]): OutlineCells {
  const [first] = outlines as [OutlineCells, ...OutlineCells[]];
  const values = new Float64Array(outlines.length);
  const cells = first.cells.map((_, cell) => {
    outlines.forEach(({ cells: own }, i) => {
      values[i] = own[cell] as number;
    });
    return median(values);
  });
  return { columns: first.columns, rows: first.rows, cells };
}

/**
 * All outlines as if scanned in one direction: each is turned where it then fits the others better.
 *
 * @param outlines of one size
 */
export function aligned(outlines: readonly OutlineCells[]): { outline: OutlineCells; turned: boolean }[] {
  const [first] = outlines;
  if (!first) return [];
  let reference: OutlineCells = first;
  let found = outlines.map((outline) => ({ outline, turned: false }));
  // Twice: the first of them is one of many, their median is all of them.
  for (let i = 0; i < 2; i++) {
    found = outlines.map((outline) => turnedTo(reference, outline));
    reference = medianOutline(found.map(({ outline }) => outline));
  }
  return found;
}

/** Turned by more than chance would have it: what is as good both ways stays. */
const BETTER = 0.97;

export function turnedTo(reference: OutlineCells, outline: OutlineCells): { outline: OutlineCells; turned: boolean } {
  const other = mirrored(outline);
  const turned = meanDifference(reference, other) < BETTER * meanDifference(reference, outline);
  return { outline: turned ? other : outline, turned };
}
