import { NO_DATA } from '@h986/domain';
import { describe, expect, test } from 'vitest';
import { besideEachOther, type LinePicture, resample } from './resample.ts';

describe('the area-weighted mean', () => {
  test('of three channels onto two rows, by hand', () => {
    // Row 0 covers channel 0 and half of channel 1.
    const grid = resample(picture([[100, 400, 700]]), { columns: 1, rows: 2, linesPerColumn: 1 });
    expect([...grid.samples]).toEqual([200, 600]);
  });

  test('of lines onto columns, by hand', () => {
    const grid = resample(picture([[100], [400], [700]]), { columns: 2, rows: 1, linesPerColumn: 1.5 });
    expect([...grid.samples]).toEqual([200, 600]);
  });

  test('gives finer grids than the picture the pixel that they lie in', () => {
    const grid = resample(picture([[10, 20]]), { columns: 2, rows: 4, linesPerColumn: 0.5 });
    expect([...grid.samples]).toEqual([10, 10, 10, 10, 20, 20, 20, 20]);
  });

  test('keeps a constant constant, whatever the ratio', () => {
    const even = picture(Array.from({ length: 256 }, () => Array.from({ length: 37 }, () => 51_234)));
    const grid = resample(even, { columns: 92, rows: 16, linesPerColumn: 256 / 92 });
    expect(new Set(grid.samples)).toEqual(new Set([51_234]));
  });
});

describe('pixels without data', () => {
  test('take no part in a mean', () => {
    const grid = resample(picture([[100, 200, NO_DATA]]), { columns: 1, rows: 1, linesPerColumn: 1 });
    expect([...grid.samples]).toEqual([150]);
  });

  test('leave a hole where less than half is covered, and none where half is', () => {
    const lines = picture([
      [100, NO_DATA, NO_DATA, 100],
      [100, NO_DATA, NO_DATA, NO_DATA],
    ]);
    const grid = resample(lines, { columns: 1, rows: 2, linesPerColumn: 2 });
    expect([...grid.samples]).toEqual([100, NO_DATA]);
  });

  test('are what lies past the last line', () => {
    const grid = resample(picture([[100], [100], [100]]), { columns: 3, rows: 1, linesPerColumn: 2 });
    expect([...grid.samples]).toEqual([100, 100, NO_DATA]);
  });

  test('are never made of bright ones', () => {
    const grid = resample(picture([[65_534, 65_534]]), { columns: 1, rows: 1, linesPerColumn: 1 });
    expect([...grid.samples]).toEqual([65_534]);
  });
});

test('pictures lie beside each other in order', () => {
  const joined = besideEachOther([
    { columns: 1, rows: 2, samples: Uint16Array.of(1, 2) },
    { columns: 2, rows: 2, samples: Uint16Array.of(3, 4, 5, 6) },
  ]);
  expect({ ...joined, samples: [...joined.samples] }).toEqual({ columns: 3, rows: 2, samples: [1, 3, 4, 2, 5, 6] });
});

function picture(lines: number[][]): LinePicture {
  return { lines: lines.length, channels: lines[0]?.length ?? 0, samples: Uint16Array.from(lines.flat()) };
}
