import { expect, test } from 'vitest';
import { trendShape } from './trend-shape.ts';

const SIZE = { width: 108, height: 58 };
const day = (value: number, ewma = value) => ({ day: '2026-11-23', value, ewma, scans: 1 });

test('a trend runs over the whole width, the greater the higher, its limits a band', () => {
  const limits = { middle: 5, low: 0, high: 10 };
  expect(trendShape({ days: [day(5), day(10), day(0, 5)], limits }, SIZE)).toEqual({
    days: '4,29 54,4 104,54',
    mean: '4,29 54,4 104,29',
    band: { top: 4, bottom: 54 },
    last: { x: 104, y: 54 },
  });
});

test('a single day is a dot in the middle, without a band', () => {
  expect(trendShape({ days: [day(3)], limits: null }, SIZE)).toMatchObject({ band: null, last: { x: 54, y: 54 } });
});
