import { profileOf, type ScannerProfile } from '@h986/fixtures';
import { describe, expect, test } from 'vitest';
import { emptyWithPieces, isLeftClean, numbered } from './empty-with-pieces.ts';

const full = profileOf('h986-6-4');
/** Coarse, so that a whole truck takes a moment. */
const profile: ScannerProfile = {
  ...full,
  geometry: { ...full.geometry, channels: 250, linePitchMm: 24, channelPitchMm: 20 },
};

const firstWithPieces = [1, 2, 3, 4, 5, 6, 7, 8].find((seed) => !isLeftClean(seed)) as number;

test('an empty container holds small pieces, each with a number, a box and pixels of its own', () => {
  const { threats, labels, family, scan } = emptyWithPieces(firstWithPieces, profile);
  expect(family).toBe('empty');
  expect(threats.length).toBeGreaterThan(1);
  const { channels } = scan.geometry;
  for (const { id, box } of threats) {
    const at = [...labels].flatMap((label, i) => (label === id ? [i] : []));
    const lines = at.reduce((found, i) => found.add(Math.floor(i / channels)), new Set<number>());
    expect(lines.size).toBe(box.w);
    expect(Math.min(...lines)).toBe(box.x);
  }
});

test('every fourth is left as it is', () => {
  const seeds = Array.from({ length: 400 }, (_, i) => i + 1).filter(isLeftClean);
  expect(seeds.length / 400).toBeCloseTo(0.25, 1);
  expect(emptyWithPieces(seeds[0] as number, profile).threats).toEqual([]);
});

test('they are of seeds that nothing is evaluated on', () => {
  expect(() => emptyWithPieces(900_000_000, profile)).toThrow(/evaluation/);
});

describe('pieces are told apart', () => {
  test('by the lines between them that see nothing', () => {
    // 6 lines of 3 channels.
    const mask = Uint8Array.from([0, 0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 1, 0, 0]);
    const { labels, boxes } = numbered(mask, 6, 3);
    expect([...labels]).toEqual([0, 0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 2, 0, 0]);
    expect(boxes).toEqual([
      { x: 1, y: 1, w: 2, h: 2 },
      { x: 5, y: 0, w: 1, h: 1 },
    ]);
  });
});
