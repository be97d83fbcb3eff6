import { NO_DATA, type Strip } from '@h986/domain';
import { expect, test } from 'vitest';
import { scanIdOf } from '../testing/store-scan.ts';
import { findMarks, maskMarks } from './vendor-marks.ts';

const CHANNELS = 12;
const RULER = 5;
const EMPTY = 11;

test('the ruler of a real picture is found at both energies, which are off by turns', () => {
  const marks = findMarks(strip(120, (x, y) => rulerOrValue(x, y)));
  expect(marks.high.rulerPhase[RULER]).toBe(10);
  expect(marks.low.rulerPhase[RULER]).toBe(0);
  expect([...marks.high.rulerPhase].filter((phase) => phase >= 0)).toHaveLength(1);
  expect([...marks.high.empty]).toEqual(Array.from({ length: CHANNELS }, (_, y) => (y === EMPTY ? 1 : 0)));
});

test('its off runs lose their values in later strips too, its on runs keep theirs', () => {
  const { high } = findMarks(strip(120, (x, y) => rulerOrValue(x, y)));
  const at = (line: number, value: number): number => {
    const picture = new Uint16Array(CHANNELS).fill(value);
    maskMarks(picture, 0, line, high);
    return picture[RULER] as number;
  };
  expect([at(1009, 800), at(1010, 800), at(1019, 0), at(1020, 800)]).toEqual([800, NO_DATA, NO_DATA, 800]);
  expect(at(1005, 0)).toBe(NO_DATA);
});

test('zeros of dense cargo are no ruler', () => {
  const marks = findMarks(strip(120, (x, y) => (y === 3 && x > 40 ? 0 : 500 + x)));
  expect(Math.max(...marks.high.rulerPhase)).toBe(-1);
});

test('a row in the middle of the picture that nothing gets through is cargo, not padding', () => {
  const marks = findMarks(strip(120, (x, y) => (y === 4 || y === EMPTY ? 0 : 500 + x)));
  expect(marks.high.empty[4]).toBe(0);
  expect(marks.high.empty[EMPTY]).toBe(1);
});

test('a few lines tell nothing, not even that a channel is empty', () => {
  const marks = findMarks(strip(20, (x, y) => rulerOrValue(x, y)));
  expect([...marks.high.empty, ...marks.low.rulerPhase].filter((v) => v > 0)).toEqual([]);
});

function rulerOrValue(x: number, y: number): number | [number, number] {
  if (y === EMPTY) return 0;
  if (y !== RULER) return 900 + x;
  return x % 20 < 10 ? [900, 0] : [0, 900];
}

function strip(
  lines: number,
  value: (x: number, y: number) => number | [number, number],
): { header: Strip; samples: Uint16Array } {
  const samples = new Uint16Array(lines * 2 * CHANNELS);
  samples.forEach((_, i) => {
    const v = value(Math.floor(i / CHANNELS / 2), i % CHANNELS);
    samples[i] = typeof v === 'number' ? v : (v[Math.floor(i / CHANNELS) % 2] as number);
  });
  const header: Strip = {
    v: 1,
    scanId: scanIdOf(1),
    strip: 0,
    firstLine: 0,
    lines,
    channels: CHANNELS,
    sha256: '',
    records: [],
  };
  return { header, samples };
}
