import { NO_DATA } from '@h986/domain';
import { expect, test } from 'vitest';
import { fitted } from './fit.ts';

const pictureOf = (columns: number, rows: number) => {
  const samples = Uint16Array.from({ length: columns * rows }, (_, i) => 100 * (i % columns) + Math.floor(i / columns));
  return { high: { columns, rows, samples }, low: { columns, rows, samples: samples.map((value) => value + 1) } };
};

test('a scan that fits is made half as fine, in the upper left corner, no data beside it', () => {
  const { tile, scan, columnsPerPixel } = fitted(pictureOf(8, 4), 6, 3);
  expect({ scan, columnsPerPixel }).toEqual({ scan: { columns: 4, rows: 2 }, columnsPerPixel: 2 });
  // Means of two by two: columns 0 and 1, rows 0 and 1 give (0 + 100 + 1 + 101) / 4 = 50.5.
  const first = Math.round(50.5);
  expect([...tile.subarray(0, 6)]).toEqual([first, first + 200, first + 400, first + 600, NO_DATA, NO_DATA]);
  expect([...tile.subarray(12, 18)]).toEqual(Array(6).fill(NO_DATA));
  expect(tile[18]).toBe(Math.round(51.5));
});

test('a longer one is made coarser the same both ways', () => {
  const { scan, columnsPerPixel, rowsPerPixel } = fitted(pictureOf(40, 20), 8, 6);
  expect({ scan, columnsPerPixel, rowsPerPixel }).toEqual({
    scan: { columns: 8, rows: 4 },
    columnsPerPixel: 5,
    rowsPerPixel: 5,
  });
});
