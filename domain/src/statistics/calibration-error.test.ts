import { expect, test } from 'vitest';
import { calibrationError } from './calibration-error.ts';

const of = (probability: number, hits: number, misses: number) => [
  ...Array.from({ length: hits }, () => ({ probability, happened: true })),
  ...Array.from({ length: misses }, () => ({ probability, happened: false })),
];

test('probabilities that come true as often as they say have no error', () => {
  const { error, brier } = calibrationError([...of(0.2, 2, 8), ...of(0.8, 8, 2)], 2);
  expect(error).toBeCloseTo(0, 12);
  expect(brier).toBeCloseTo(0.16, 12);
});

test('the error is the mean distance of the bins, by their counts', () => {
  const { error, bins } = calibrationError([...of(0.1, 5, 5), ...of(0.9, 5, 5)], 2);
  expect(error).toBeCloseTo(0.4, 12);
  expect(bins.map(({ count }) => count)).toEqual([10, 10]);
});

test('bins hold equally many, also where the count does not divide', () => {
  const { bins } = calibrationError(
    Array.from({ length: 100 }, (_, i) => ({ probability: i / 100, happened: i % 2 === 0 })),
  );
  expect(bins).toHaveLength(15);
  const counts = bins.map(({ count }) => count);
  expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  expect(counts.reduce((a, b) => a + b)).toBe(100);
});
