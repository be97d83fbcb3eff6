import { expect, test } from 'vitest';
import { periodOf } from './period.ts';

const LIMITS = { least: 5, most: 60 };
const line = (of: (i: number) => number): Float32Array => Float32Array.from({ length: 240 }, (_, i) => of(i));

test('cartons of 16 cells with a gap between them repeat every 16 cells, however their rows are shifted', () => {
  const rows = [0, 5, 11].map((shift) => line((i) => ((i + shift) % 16 === 0 ? 0.6 : 1)));
  const period = periodOf(rows, LIMITS);
  expect(period?.lag).toBeCloseTo(16, 0);
  expect(period?.confidence).toBeGreaterThan(0.8);
});

test('what only grows denser does not repeat, and neither does chance', () => {
  expect(periodOf([line((i) => 0.01 * i)], LIMITS)).toBeNull();
  const chance = line((i) => {
    const v = Math.sin(i * 12.9898) * 43_758.5453;
    return v - Math.floor(v);
  });
  expect(periodOf([chance], LIMITS)).toBeNull();
});
