import { expect, test } from 'vitest';
import { UNJUDGED } from './cell-map.ts';
import { smoothed } from './smooth.ts';

test('a cell is the mean of itself and its neighbours, of as many as there are', () => {
  // Two columns of three rows.
  const cells = Int16Array.of(90, 0, 0, 0, 0, 30);
  expect([...smoothed({ cells, columns: 2, rows: 3 })]).toEqual([23, 20, 8, 23, 20, 8]);
});

test('what nobody judged takes no part and stays what it is', () => {
  const cells = Int16Array.of(90, UNJUDGED, 10);
  expect([...smoothed({ cells, columns: 3, rows: 1 })]).toEqual([90, UNJUDGED, 10]);
});
