import { expect, test } from 'vitest';
import { GOLDEN_PATTERNS, goldenInput } from './golden.ts';
import { NO_DATA, TRANSMISSION_MAX } from './plane.ts';

const shape = [1, 2, 40, 100];

test('the generator is the textbook one: 1,013,904,223 after a seed of 0', () => {
  // One block's number, then a grain and a pixel: states 1013904223, 1196435762, 3519870697; upper halves 15470, 18256, 53708.
  const tile = goldenInput({ pattern: 'noise', seed: 0 }, [1, 2, 1, 1]);
  expect([...tile]).toEqual([53_708, 53_708 - (53_708 >>> 3)]);
});

test.each(GOLDEN_PATTERNS)('the pattern %s is the same for the same seed, another for another', (pattern) => {
  const tile = goldenInput({ pattern, seed: 7 }, shape);
  expect(tile).toHaveLength(2 * 40 * 100);
  expect(goldenInput({ pattern, seed: 7 }, shape)).toEqual(tile);
  expect(goldenInput({ pattern, seed: 8 }, shape)).not.toEqual(tile);
});

test('only steps leave pixels without data, in both energies', () => {
  const gone = GOLDEN_PATTERNS.map((pattern) => {
    const tile = goldenInput({ pattern, seed: 3 }, shape);
    return tile.filter((value) => value === NO_DATA).length;
  });
  expect(gone).toEqual([0, 80, 0]);
  expect(Math.max(...goldenInput({ pattern: 'ramp', seed: 3 }, shape))).toBeLessThanOrEqual(TRANSMISSION_MAX);
});
