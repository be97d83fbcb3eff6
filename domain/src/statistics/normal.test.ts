import { expect, test } from 'vitest';
import { normalQuantile } from './normal.ts';

test('the quantiles of a standard normal variable are those of the tables', () => {
  expect(normalQuantile(0.5)).toBeCloseTo(0, 8);
  expect(normalQuantile(0.975)).toBeCloseTo(1.959964, 5);
  expect(normalQuantile(0.01)).toBeCloseTo(-2.326348, 5);
  expect(normalQuantile(0.999)).toBeCloseTo(3.090232, 5);
});
