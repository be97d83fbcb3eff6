import { expect, test } from 'vitest';
import { logistic } from './area-under-curve.ts';
import { fitLogistic, fitPlatt } from './logistic-regression.ts';

/** Examples at each x, as many as `of`, of which the true share happened. */
const from = (xs: readonly number[][], truth: (x: number[]) => number) =>
  xs.map((x) => ({ x, happened: logistic(truth(x)) }));
const grid = [-2, -1, 0, 1, 2].flatMap((a) => [-2, -1, 0, 1, 2].map((b) => [a, b]));

test('weights come back from the probabilities that they gave', () => {
  const { intercept, weights } = fitLogistic(from(grid, ([a = 0, b = 0]) => 0.7 * a + 0.4 * b - 0.5));
  expect(intercept).toBeCloseTo(-0.5, 1);
  expect(weights[0]).toBeCloseTo(0.7, 1);
  expect(weights[1]).toBeCloseTo(0.4, 1);
});

test('what speaks against it gets no weight, never a negative one', () => {
  const { weights } = fitLogistic(from(grid, ([a = 0, b = 0]) => 0.7 * a - 1.5 * b));
  expect(weights[1]).toBe(0);
  expect(weights[0]).toBeGreaterThan(0.3);
});

test('examples that can be told apart without fault leave the weights finite', () => {
  const { weights } = fitLogistic([-2, -1, 1, 2].map((x) => ({ x: [x], happened: Number(x > 0) })));
  expect(weights[0]).toBeGreaterThan(1);
  expect(weights[0]).toBeLessThan(100);
});

test('a score half-way between clean and other scans is at even odds, however many there are of each', () => {
  const clean = Array.from({ length: 400 }, (_, i) => -3 + (i % 20) / 5);
  const others = Array.from({ length: 100 }, (_, i) => 3 - (i % 20) / 5);
  const { a, b } = fitPlatt(clean, others);
  expect(a).toBeGreaterThan(0);
  expect(logistic(b)).toBeCloseTo(0.5, 1);
  expect(logistic(a * 3 + b)).toBeGreaterThan(0.9);
});
