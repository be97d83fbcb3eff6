import { expect, test } from 'vitest';
import { areaUnderCurve } from './area-under-curve.ts';

test('the area is the share of pairs in the right order, ties half', () => {
  // Pairs: 3>1, 3>2, 3>3 (half), 2>1, 2=2 (half), 2<3: 4 of 6.
  expect(areaUnderCurve([3, 2], [1, 2, 3]).value).toBeCloseTo(4 / 6, 12);
});

test("DeLong's variance is that of the placements, by hand", () => {
  // Placements of 3, 2 among 1, 2, 3: 5/6 and 3/6; of 1, 2, 3 among 3, 2: 1, 3/4, 1/4.
  const s10 = (5 / 6 - 4 / 6) ** 2 + (3 / 6 - 4 / 6) ** 2;
  const s01 = ((1 - 2 / 3) ** 2 + (3 / 4 - 2 / 3) ** 2 + (1 / 4 - 2 / 3) ** 2) / 2;
  const deviation = Math.sqrt(s10 / 2 + s01 / 3);
  const { low, high } = areaUnderCurve([3, 2], [1, 2, 3]);
  const logit = (p: number): number => Math.log(p / (1 - p));
  const width = (logit(high) - logit(low)) / 2;
  expect(width).toBeCloseTo((1.959_964 * deviation) / ((2 / 3) * (1 / 3)), 6);
});

test('the interval holds the true area in about 95 of 100 draws', () => {
  let state = 1;
  const random = (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  // Uniform against uniform shifted by a half: the true area is 1 - 0.5^2 / 2.
  let held = 0;
  for (let i = 0; i < 400; i++) {
    const positives = Array.from({ length: 40 }, () => random() + 0.5);
    const { low, high } = areaUnderCurve(positives, Array.from({ length: 60 }, random));
    if (low <= 0.875 && 0.875 <= high) held++;
  }
  expect(held / 400).toBeGreaterThan(0.91);
  expect(held / 400).toBeLessThan(0.985);
});

test('a perfect order of few scans is not certainty', () => {
  const { value, low, high } = areaUnderCurve([5, 6, 7], [1, 2, 3, 4]);
  expect([value, high]).toEqual([1, 1]);
  expect(low).toBeCloseTo(0.025 ** (1 / 3), 9);
});

test('a single positive tells next to nothing', () => {
  const { value, low, high } = areaUnderCurve([3.5], [1, 2, 3, 4]);
  expect([value, high]).toEqual([0.75, 1]);
  expect(low).toBeCloseTo(0.025, 9);
});

test('one group alone has no area', () => {
  expect(areaUnderCurve([], [1])).toEqual({ value: Number.NaN, low: 0, high: 1 });
});
