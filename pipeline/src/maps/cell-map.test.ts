import { expect, test } from 'vitest';
import { quantise } from './cell-map.ts';

test('a value that is no number is a failure of the model, not a cell without a finding', () => {
  expect(() => quantise(Number.NaN)).toThrow(expect.objectContaining({ code: 'model-failed' }));
  expect(quantise(Number.POSITIVE_INFINITY)).toBe(32_767);
  expect(quantise(1.5)).toBe(150);
});
