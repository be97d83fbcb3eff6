import { describe, expect, test } from 'vitest';
import { columnsOf, columnsOfScan, firstStripUnder, ownedByAssembly, ownedByStrip, scanGrid } from './scan-grid.ts';

const model = {
  input: { name: 'x', type: 'uint16', shape: [1, 2, 256, 256], pitchMm: 8, marginPx: 24 },
  output: { name: 'y', stridePx: 4, unit: 'sigma' },
} as Parameters<typeof scanGrid>[0];
const geometry = (linePitchMm: number, channels = 680, channelPitchMm = 4.6) => ({
  channels,
  linePitchMm,
  channelPitchMm,
  highMv: 6,
  lowMv: 4,
});

test('a strip of 256 lines of 8.1 mm is 260 columns of 8 mm, 680 channels of 4.6 mm are 392 rows', () => {
  const grid = scanGrid(model, geometry(8.1));
  expect(grid).toMatchObject({ columnsPerStrip: 260, rows: 392 });
  expect(grid.linesPerColumn * 8.1).toBeCloseTo(7.975, 3);
});

test('a grid has at least one cell, however small the scan', () => {
  expect(scanGrid(model, geometry(0.5, 8, 0.5))).toMatchObject({ columnsPerStrip: 16, rows: 4 });
});

test('a short strip gets whole cells that cover all its lines', () => {
  const grid = scanGrid(model, geometry(8));
  expect([0, 1, 4, 5, 255, 256].map((lines) => columnsOf(grid, lines))).toEqual([0, 4, 4, 8, 256, 256]);
});

test('a margin that is not whole cells is refused', () => {
  const odd = { ...model, input: { ...model.input, marginPx: 22 } };
  expect(() => scanGrid(odd, geometry(8))).toThrow(expect.objectContaining({ code: 'model-card' }));
});

describe('every column is judged by exactly one job', () => {
  test.each([
    [8, 512],
    [8, 513],
    [8, 100],
    [1, 1100],
    [0.5, 1024],
  ])('with lines of %d mm, %d of them', (pitch, lines) => {
    const grid = scanGrid(model, geometry(pitch));
    const strips = Math.ceil(lines / 256);
    const owned = Array.from({ length: strips }, (_, n) => ownedByStrip(grid, n, Math.min(256, lines - n * 256)));
    let next = 0;
    for (const { from, to } of [...owned, ownedByAssembly(grid, lines)]) {
      if (from === to) continue;
      expect(from).toBe(next);
      next = to;
    }
    expect(next).toBe(columnsOfScan(grid, lines));
  });
});

test('a job reads as many strips to its left as its margin reaches', () => {
  const wide = scanGrid(model, geometry(8));
  expect(firstStripUnder(wide, ownedByStrip(wide, 5, 256))).toBe(4);
  const narrow = scanGrid(model, geometry(1));
  expect(firstStripUnder(narrow, ownedByStrip(narrow, 5, 256))).toBe(3);
});
