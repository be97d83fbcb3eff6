import { expect, test } from 'vitest';
import { atMost, clopperPearson } from './binomial.ts';

test('no hit in n trials bounds the share by the n-th root of the tail', () => {
  const { low, high } = clopperPearson(0, 20);
  expect(low).toBe(0);
  expect(high).toBeCloseTo(1 - 0.025 ** (1 / 20), 10);
});

test('the interval of Clopper and Pearson is that of the printed tables', () => {
  // 10 of 100: 4.90 % to 17.62 %.
  const { value, low, high } = clopperPearson(10, 100);
  expect(value).toBe(0.1);
  expect(low).toBeCloseTo(0.0490047, 6);
  expect(high).toBeCloseTo(0.1762226, 6);
});

test('hits and misses mirror each other', () => {
  const [few, many] = [clopperPearson(3, 50), clopperPearson(47, 50)];
  expect(few.low).toBeCloseTo(1 - many.high, 12);
  expect(few.high).toBeCloseTo(1 - many.low, 12);
});

test('without trials nothing is known', () => {
  expect(clopperPearson(0, 0)).toMatchObject({ low: 0, high: 1 });
});

test('a binomial tail of many trials does not vanish', () => {
  expect(atMost(0, 299, 0.01)).toBeCloseTo(0.99 ** 299, 12);
  expect(atMost(1, 3, 0.5)).toBeCloseTo(0.5, 12);
  expect(atMost(5000, 100_000, 0.05)).toBeCloseTo(0.5, 2);
});
