import { expect, test } from 'vitest';
import { meansAround, type Reach, type Size, sumsOf } from './sums.ts';

/** By plain counting. */
function counted(values: Float32Array, { columns }: Size, all: Reach, less: Reach): Float32Array {
  const reaches = (off: number, { before, after }: Reach): boolean => off >= -before && off < after;
  return values.map((_, at) => {
    const [column, row] = [at % columns, Math.floor(at / columns)];
    let [sum, count] = [0, 0];
    values.forEach((value, other) => {
      const [x, y] = [(other % columns) - column, Math.floor(other / columns) - row];
      if (!reaches(x, all) || !reaches(y, all) || (reaches(x, less) && reaches(y, less))) return;
      sum += value;
      count++;
    });
    return count === 0 ? Number.NaN : sum / count;
  });
}

test.each([
  [
    { columns: 40, rows: 12 },
    { before: 4, after: 5 },
    { before: 1, after: 2 },
  ],
  [
    { columns: 40, rows: 12 },
    { before: 4, after: 4 },
    { before: 0, after: 0 },
  ],
  [
    { columns: 12, rows: 40 },
    { before: 9, after: 10 },
    { before: 7, after: 8 },
  ],
  [
    { columns: 3, rows: 5 },
    { before: 6, after: 7 },
    { before: 1, after: 1 },
  ],
  [
    { columns: 1, rows: 4 },
    { before: 2, after: 3 },
    { before: 0, after: 1 },
  ],
] as const)('means around cells of %o are those of plain counting, at the edges and for a hole too', (size, all, less) => {
  const values = Float32Array.from({ length: size.columns * size.rows }, (_, i) => ((i * 7919) % 101) / 10);
  const means = meansAround(sumsOf(values, size), size, all, less);
  counted(values, size, all, less).forEach((mean, at) => {
    if (Number.isNaN(mean)) expect(means[at]).toBeNaN();
    else expect(means[at]).toBeCloseTo(mean, 4);
  });
});
