import { expect, test } from 'vitest';
import { atMost } from './binomial.ts';
import { meanThreshold, pValue, safeRank, safeThreshold } from './conformal.ts';

test('299 clean scans are needed before one per cent can be promised, 748 for 0.4, 2,995 for 0.1', () => {
  expect([298, 299].map((n) => safeRank(n, 0.01))).toEqual([null, 0]);
  expect([747, 748].map((n) => safeRank(n, 0.004))).toEqual([null, 0]);
  expect([2994, 2995].map((n) => safeRank(n, 0.001))).toEqual([null, 0]);
});

test('the rank grows with the clean scans as the binomial says', () => {
  expect([1000, 2000, 5000, 10_000].map((n) => safeRank(n, 0.01))).toEqual([4, 12, 38, 83]);
  const rank = safeRank(1000, 0.01) as number;
  expect(atMost(rank, 1000, 0.01)).toBeLessThanOrEqual(0.05);
  expect(atMost(rank + 1, 1000, 0.01)).toBeGreaterThan(0.05);
});

test('the promised rate is exceeded in at most one calibration of twenty', () => {
  let state = 7;
  const random = (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  let broken = 0;
  for (let i = 0; i < 300; i++) {
    // Scores even between 0 and 1: the true false-alarm rate of a threshold t is 1 - t.
    const threshold = safeThreshold(Array.from({ length: 400 }, random), 0.05);
    if (1 - (threshold?.value ?? 1) > 0.05) broken++;
  }
  expect(broken / 300).toBeLessThanOrEqual(0.08);
  expect(broken).toBeGreaterThan(0);
});

test('the threshold on average needs 99 clean scans for one per cent', () => {
  const scores = Array.from({ length: 99 }, (_, i) => i);
  expect(meanThreshold(scores.slice(1), 0.01)).toBeNull();
  expect(meanThreshold(scores, 0.01)).toBe(98);
  expect(meanThreshold(scores, 0.05)).toBe(94);
});

test('a score above all clean ones has the smallest p-value there is, never 0', () => {
  const clean = [1, 2, 3, 4];
  expect(pValue(clean, 5)).toBe(1 / 5);
  expect(pValue(clean, 4)).toBe(2 / 5);
  expect(pValue(clean, 0)).toBe(1);
});
