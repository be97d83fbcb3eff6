import { expect, test } from 'vitest';
import { addOverlap, emptyOverlap, mergeOverlap, overlapArea } from './region-overlap.ts';

const areaOf = (values: number[], regions: number[], limit?: number): number => {
  const counts = emptyOverlap();
  addOverlap(counts, values, regions);
  return overlapArea(counts, limit);
};

test('a map that lights up regions and nothing else has the whole area', () => {
  expect(areaOf([9, 9, -5, -5, -5, -5], [1, 2, 0, 0, 0, 0])).toBeCloseTo(1, 12);
});

test('a map that says the same everywhere has half the limit', () => {
  expect(areaOf([1, 1, 1, 1], [1, 0, 0, 0])).toBeCloseTo(0.15, 12);
});

test('a small region counts as much as a large one', () => {
  // The large region of four cells is found, the small one of one cell never within the limit: half.
  const values = [5, 5, 5, 5, -9, ...Array.from({ length: 10 }, () => 0)];
  expect(areaOf(values, [1, 1, 1, 1, 2, ...Array.from({ length: 10 }, () => 0)])).toBeCloseTo(0.5, 12);
});

test('scans are gathered one by one', () => {
  const [a, b] = [emptyOverlap(), emptyOverlap()];
  addOverlap(a, [9, -5, -5], [1, 0, 0]);
  addOverlap(b, [-9, -5, -5], [1, 0, 0]);
  mergeOverlap(a, b);
  expect(a.regions).toBe(2);
  expect(overlapArea(a)).toBeCloseTo(0.5, 12);
});

test('cells that are not to be counted are not', () => {
  expect(areaOf([9, 9, -5], [1, -1, 0])).toBeCloseTo(1, 12);
});

test('without regions there is no overlap', () => {
  expect(areaOf([1], [0])).toBeNaN();
});
