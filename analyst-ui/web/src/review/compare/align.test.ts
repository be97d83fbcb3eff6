import { describe, expect, test } from 'vitest';
import { alignmentOf, fromOther, offsetBetween, toOther } from './align.ts';

const own = { x: 4000, y: 900, w: 12_000, h: 2600 };

describe('another picture on this one', () => {
  test('lies with its container’s left end and floor on those of this container', () => {
    const high = { x: 3500, y: 700, w: 12_000, h: 2900 };
    expect(alignmentOf(own, high, false, 20_000).offsetMm).toEqual({ x: 500, y: -100 });
  });

  test('taken from the other side, its right end lies on this left one', () => {
    // Mirrored, 1,000 mm from its right edge become 1,000 from its left.
    const other = { x: 7000, y: 900, w: 12_000, h: 2600 };
    expect(alignmentOf(own, other, true, 20_000).offsetMm).toEqual({ x: 3000, y: 0 });
  });

  test('without a container on one of them lies as it is', () => {
    expect(alignmentOf(undefined, own, false, 20_000).offsetMm).toEqual({ x: 0, y: 0 });
  });
});

test.each([false, true])('a look there and back is the same look, mirrored: %s', (mirrored) => {
  const alignment = { offsetMm: { x: 320, y: -45 }, mirrored, widthMm: 18_000 };
  const camera = { cxMm: 5000, cyMm: 1200, scale: 0.2, mirrored: false };
  const there = toOther(camera, alignment);
  expect(fromOther(there, alignment)).toEqual(camera);
  expect(offsetBetween(camera, there, alignment)).toEqual(alignment.offsetMm);
});
