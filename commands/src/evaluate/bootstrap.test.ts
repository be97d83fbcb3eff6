import { expect, test } from 'vitest';
import { ifHonest } from './bootstrap.ts';

const missed = (drawn: readonly { probability: number; happened: boolean }[]): number =>
  Math.abs(drawn.reduce((sum, { probability, happened }) => sum + probability - Number(happened), 0)) / drawn.length;

test('what is certain comes as it is said, what is even is off by a half, and of nothing there is no figure', () => {
  expect(ifHonest([0, 1], missed)).toEqual({ value: 0, low: 0, high: 0 });
  expect(ifHonest([0.5], missed)).toEqual({ value: 0.5, low: 0.5, high: 0.5 });
  expect(ifHonest([], missed)).toBeNull();
});
