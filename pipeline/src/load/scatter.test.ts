import { expect, test } from 'vitest';
import { toyTable } from '../../../domain/src/material/toy-table.ts';
import type { LoadPicture } from './load-picture.ts';
import { withoutScatter } from './scatter.ts';

const grid = { columnsPerStrip: 64, rows: 60, linesPerColumn: 4, channelsPerRow: 4, stride: 2, margin: 0 };
const even = (alpha: number): LoadPicture => {
  const of = (value: number) => new Float32Array(60 * 60).fill(value);
  return {
    grid,
    columns: 60,
    rows: 60,
    columnMm: 24,
    rowMm: 24,
    high: of(alpha),
    low: of(alpha),
    spread: of(0),
    opaque: of(0),
  };
};
const table = { ...toyTable(), scatter: { share: 0.01, sigmaMm: 120 } };

test('in the middle of an even load nothing is taken out: it gets as much as it gives', () => {
  expect(withoutScatter(even(3), table).high[30 * 60 + 30]).toBeCloseTo(3, 4);
});

test('a thick cell amid air loses what the air sends into it: 0.01 of air are a fifth of e^-3', () => {
  const picture = even(0);
  picture.high[30 * 60 + 30] = 3;
  const own = Math.exp(-3);
  const { high } = withoutScatter(picture, table);
  expect(high[30 * 60 + 30]).toBeCloseTo(-Math.log(own + 0.01 * (own - 1)), 1);
  expect(withoutScatter(picture, toyTable())).toBe(picture);
});
