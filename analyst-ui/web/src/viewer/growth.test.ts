import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createGrowth } from './growth.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('of strips that follow closely the first and the last are drawn at once, those between together', () => {
  const redraw = vi.fn();
  const growth = createGrowth(redraw);
  growth.begin();

  growth.grown(false);
  expect(redraw).toHaveBeenCalledTimes(1);
  growth.grown(false);
  growth.grown(false);
  expect(redraw).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(300);
  expect(redraw).toHaveBeenCalledTimes(2);
  growth.grown(false);
  growth.grown(true);
  expect(redraw).toHaveBeenCalledTimes(3);

  // Nothing is left that would be drawn once more.
  vi.advanceTimersByTime(1_000);
  expect(redraw).toHaveBeenCalledTimes(3);
});

test('another picture does not wait for the one before it', () => {
  const redraw = vi.fn();
  const growth = createGrowth(redraw);
  growth.grown(false);
  growth.grown(false);
  growth.begin();

  growth.grown(false);
  expect(redraw).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(1_000);
  expect(redraw).toHaveBeenCalledTimes(2);
});
