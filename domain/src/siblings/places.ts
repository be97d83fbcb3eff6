import type { OutlineCells } from '../load/outline.ts';
import { quantile } from './apart.ts';
import { median } from './robust.ts';

/** Where along the length, shares of it from the left. */
export interface Along {
  from: number;
  to: number;
}

/** Cells that are looked at together. */
export interface Patch {
  columns: number;
  rows: number;
}

/** Where a container differs most from its like. */
export interface Place {
  /** In deviations. */
  z: number;
  along: Along;
  /** More than the others have there, in what was compared. */
  more: number;
  /** What it has there itself. */
  own: number;
}

/**
 * The place of each at which it is furthest from its like: a patch's mean over all positions, the distance to the second nearest of the
 * others there over what that is for most of them there and right beside.
 *
 * @param outlines of one size, turned the same way, without gaps
 * @param least what a patch may differ by among containers of a kind anyway
 */
export function placesOf(outlines: readonly OutlineCells[], patch: Patch, least: number): Place[] {
  const { columns, rows } = outlines[0] as OutlineCells;
  const size = { columns: columns - patch.columns + 1, rows: rows - patch.rows + 1 };
  const means = outlines.map(({ cells }) => patchMeans(cells, { columns, rows }, patch));
  const count = outlines.length;
  const positions = size.columns * size.rows;
  const second = outlines.map(() => new Float32Array(positions));
  const usual = outlines.map(() => new Float32Array(positions));
  const there = new Float64Array(count);
  for (let at = 0; at < positions; at++) {
    for (let i = 0; i < count; i++) there[i] = (means[i] as Float32Array)[at] as number;
    const off = Float64Array.from(there, (_, i) => secondNearest(there, i));
    const sorted = off.slice().sort();
    for (let i = 0; i < count; i++) {
      const own = sorted.indexOf(off[i] as number);
      (second[i] as Float32Array)[at] = off[i] as number;
      // Of all but its own.
      (usual[i] as Float32Array)[at] = quantile(count - 1, (k) => sorted[k < own ? k : k + 1] as number);
    }
  }
  return outlines.map((_, i): Place => {
    const around = highestAround(usual[i] as Float32Array, size);
    let most = { z: 0, at: 0 };
    (second[i] as Float32Array).forEach((off, at) => {
      const z = off / Math.hypot(around[at] as number, least);
      if (z > most.z) most = { z, at };
    });
    const others = means.flatMap((one, j) => (j === i ? [] : [one[most.at] as number]));
    const column = most.at % size.columns;
    return {
      z: most.z,
      along: { from: column / columns, to: (column + patch.columns) / columns },
      more: ((means[i] as Float32Array)[most.at] as number) - median(others),
      own: (means[i] as Float32Array)[most.at] as number,
    };
  });
}

function secondNearest(values: Float64Array, own: number): number {
  let [first, second] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let i = 0; i < values.length; i++) {
    if (i === own) continue;
    const off = Math.abs((values[i] as number) - (values[own] as number));
    if (off < first) [first, second] = [off, first];
    else if (off < second) second = off;
  }
  return second;
}

/** Means over a patch at every position at which it lies inside. */
function patchMeans(cells: Float32Array, { columns, rows }: Pick<OutlineCells, 'columns' | 'rows'>, patch: Patch) {
  const wide = columns + 1;
  const sums = new Float64Array(wide * (rows + 1));
  for (let row = 0; row < rows; row++) {
    let line = 0;
    for (let column = 0; column < columns; column++) {
      line += cells[row * columns + column] as number;
      sums[(row + 1) * wide + column + 1] = line + (sums[row * wide + column + 1] as number);
    }
  }
  const across = columns - patch.columns + 1;
  const sum = (row: number, column: number): number => sums[row * wide + column] as number;
  return Float32Array.from({ length: across * (rows - patch.rows + 1) }, (_, at) => {
    const [column, row] = [at % across, Math.floor(at / across)];
    const [right, below] = [column + patch.columns, row + patch.rows];
    const all = sum(below, right) - sum(row, right) - sum(below, column) + sum(row, column);
    return all / (patch.columns * patch.rows);
  });
}

/** The highest of each and what is right beside it: edges of the load are not at one place in all of them. */
function highestAround(values: Float32Array, { columns, rows }: Patch): Float32Array {
  return values.map((own, at) => {
    const [column, row] = [at % columns, Math.floor(at / columns)];
    let most = own;
    for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++)
      for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++)
        most = Math.max(most, values[y * columns + x] as number);
    return most;
  });
}
