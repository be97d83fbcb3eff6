import type { Geometry } from '@h986/domain';
import { describe, expect, test } from 'vitest';
import { coarseGrid } from '../coarse/coarse.ts';
import { loadPart } from './load-part.ts';
import { wholeLoad } from './load-picture.ts';

const geometry: Geometry = { channels: 24, linePitchMm: 6, channelPitchMm: 6, highMv: 6, lowMv: 4 };
const LINES = 256;
/** A strip of which every pixel has the value that `of` gives. */
const strip = (of: (line: number, channel: number) => number) => {
  const samples = Uint16Array.from({ length: LINES * 24 }, (_, i) => of(Math.floor(i / 24), i % 24));
  return { lines: LINES, channels: 24, samples };
};
const read = (high: (line: number, channel: number) => number, low = high) => {
  const load = loadPart({ high: strip(high), low: strip(low) }, coarseGrid(geometry));
  return wholeLoad([{ strip: 0, load }], geometry, LINES);
};

describe('the attenuation of a cell', () => {
  test('is that of its pixels: half of transmission 0.5 and half of 0.125 is ln 4, not -ln of the mean', () => {
    const { high } = read((line) => (line % 2 === 0 ? 30_000 : 7_500));
    expect(high[0]).toBeCloseTo(Math.log(4), 3);
  });

  test('is zero in air, and a little brighter than air is air', () => {
    expect(read(() => 60_000).high[0]).toBe(0);
    expect(read(() => 60_900).high[0]).toBe(0);
  });

  test('spreads as its pixels do: ln 2 to either side of ln 4', () => {
    const { spread } = read((line) => (line % 2 === 0 ? 30_000 : 7_500));
    expect(spread[0]).toBeCloseTo(Math.log(2), 2);
  });

  test('counts what lets nothing through: a quarter of its pixels', () => {
    const { opaque, high } = read((line) => (line % 4 === 0 ? 0 : 60_000));
    expect(opaque[0]).toBeCloseTo(0.25, 3);
    expect(high[0]).toBeCloseTo(-Math.log(0.5 / 60_000) / 4, 2);
  });
});

test('what has no data has none: neither where a strip is missing nor where its pixels say nothing', () => {
  expect(read(() => 65_535).high[0]).toBeNaN();
  const { high, columns } = wholeLoad([], geometry, LINES);
  expect(high).toHaveLength(columns * 6);
  expect(high.every(Number.isNaN)).toBe(true);
});
