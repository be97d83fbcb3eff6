import { expect, test } from 'vitest';
import { controlChart } from './control-chart.ts';

/** Median 10, median distance from it 1: a standard deviation of 1.4826. */
const PAST = [9, 11, 10, 9, 11, 10, 12, 8, 10];

test('a day within three robust standard deviations of the days before it is in', () => {
  const { limits, state } = controlChart([...PAST, 12]);
  expect(state).toBe('in');
  expect(limits).toEqual({ middle: 10, low: expect.closeTo(10 - 4.4478, 4), high: expect.closeTo(10 + 4.4478, 4) });
});

test('a day beyond them is out, on either side', () => {
  expect(controlChart([...PAST, 14.5]).state).toBe('out');
  expect(controlChart([...PAST, 5.5]).state).toBe('out');
});

test('one bad day in the past widens nothing', () => {
  const calm = controlChart([...PAST, 10]).limits;
  const { limits } = controlChart([...PAST.slice(0, -1), 1000, 10]);
  expect((limits?.high ?? 99) - (calm?.high ?? 0)).toBeLessThan(1);
});

test('a shift that no single day betrays is called by the weighted mean', () => {
  const shifted = Array.from({ length: 8 }, () => 12);
  const before = Array.from({ length: 36 }, (_, i) => PAST[i % PAST.length] as number);
  expect(controlChart([...before, 12]).state).toBe('in');
  expect(controlChart([...before, ...shifted]).state).toBe('out');
});

test('a figure that never moved calls at a hundredth of itself three times over, not at a hair', () => {
  const still = Array.from({ length: 10 }, () => 100);
  expect(controlChart([...still, 102.9]).state).toBe('in');
  expect(controlChart([...still, 103.1]).state).toBe('out');
  expect(controlChart([...still.map(() => 0), 0.02], 0.01).state).toBe('in');
});

test('from fewer than nine days nothing follows', () => {
  expect(controlChart([1, 2, 3])).toEqual({
    limits: null,
    ewma: [1, expect.closeTo(1.2), expect.closeTo(1.56)],
    state: 'too-few',
  });
  expect(controlChart([]).state).toBe('too-few');
});
