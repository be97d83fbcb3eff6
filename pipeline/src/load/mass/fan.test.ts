import { expect, test } from 'vitest';
import { circleChords, type Fan, rectangleChords, seenAt, spanSeen } from './fan.ts';

const fan: Fan = { sourceHeightMm: 1400, sourceDistanceMm: 5500, bottomMm: 0 };

test('what is nearer to the source looks higher above it, and lower below it', () => {
  // 1,000 mm above the source's height, 500 mm nearer than the middle: by 5500 / 5000.
  expect(seenAt(fan, 2400, -500)).toBeCloseTo(1400 + 1000 * 1.1, 9);
  expect(seenAt(fan, 400, -500)).toBeCloseTo(1400 - 1000 * 1.1, 9);
  expect(seenAt(fan, 1400, 300)).toBe(1400);
});

test('a slab across the lane is crossed by its depth, longer by the ray’s slope, and as much in all as there is of it', () => {
  const ladder = { bottomMm: 0, stepMm: 10, rows: 400 };
  const chords = rectangleChords(fan, [1000, 2000], [-600, 600], ladder);
  // At the source's height the ray goes straight across.
  expect(chords[140]).toBeCloseTo(1200, 0);
  // Row 190 looks at 1,905 mm in the middle: all of the depth, by the slope of 505 / 5500.
  expect(chords[175]).toBeCloseTo(1200 * Math.hypot(1, 355 / 5500), 0);
  const [low, high] = spanSeen(fan, [1000, 2000], [-600, 600]);
  const first = chords.findIndex((chord) => chord > 0);
  expect(first * 10).toBeLessThanOrEqual(low);
  expect((chords.findLastIndex((chord) => chord > 0) + 1) * 10).toBeGreaterThanOrEqual(high);
});

test('a round tank is crossed by its diameter in the middle and by nothing beside it', () => {
  const chords = circleChords(fan, 1400, 500, { bottomMm: 895, stepMm: 10, rows: 101 });
  expect(chords[50]).toBeCloseTo(1000, 0);
  expect(chords[0]).toBeLessThan(150);
});
