import { NO_DATA } from '@h986/domain';
import { expect, test } from 'vitest';
import type { Coarse } from './coarse.ts';
import { reasonOf } from './reason.ts';

const COLUMNS = 60;
const ROWS = 30;
const box = { x: 28, y: 10, w: 4, h: 4 };

/** One line and channel a pixel. */
function coarseOf(attenuation: (x: number, y: number) => { high: number; low: number } | null): Coarse {
  const picture = (energy: 'high' | 'low') => ({
    columns: COLUMNS,
    rows: ROWS,
    samples: Uint16Array.from({ length: COLUMNS * ROWS }, (_, i) => {
      const a = attenuation(i % COLUMNS, Math.floor(i / COLUMNS));
      return a ? Math.round(60_000 * Math.exp(-a[energy])) : NO_DATA;
    }),
  });
  const grid = { columnsPerStrip: COLUMNS, rows: ROWS, linesPerColumn: 1, channelsPerRow: 1, stride: 1, margin: 0 };
  return { grid, firstColumn: 0, picture: { high: picture('high'), low: picture('low') } };
}
const load = { high: 1, low: 1.1 };
const inBox = (x: number, y: number): boolean => x >= 28 && x < 32 && y >= 10 && y < 14;
const withInside = (inside: { high: number; low: number }) => coarseOf((x, y) => (inBox(x, y) ? inside : load));

test('denser: by how much, against how many places beside it', () => {
  const { code, values } = reasonOf(box, withInside({ high: 1.5, low: 1.65 }));
  expect({ code, values }).toEqual({ code: 'denser-than-neighbours', values: { ratio: 1.5, neighbours: 6 } });
});

test('thinner: something is missing', () => {
  expect(reasonOf(box, withInside({ high: 0.5, low: 0.55 }))).toMatchObject({
    code: 'thinner-than-neighbours',
    values: { ratio: 0.5 },
  });
});

test('as dense, but of another material: the ratio of both energies inside and beside it', () => {
  const { code, values } = reasonOf(box, withInside({ high: 1.02, low: 1.24 }));
  expect(code).toBe('other-material-than-neighbours');
  expect(values.inside).toBeCloseTo(1.24 / 1.02, 2);
  expect(values.outside).toBeCloseTo(1.1, 2);
});

test('as dense and of the same material: only its pattern can be unusual', () => {
  expect(reasonOf(box, withInside(load)).code).toBe('unusual-texture');
});

test('a row of the same things is no outlier, however much emptier it is above and below', () => {
  const row = coarseOf((_, y) => (y >= 10 && y < 14 ? { high: 2, low: 2.2 } : { high: 0.2, low: 0.22 }));
  expect(reasonOf(box, row).code).toBe('unusual-texture');
});

test('with air on both sides it is held against what lies around it', () => {
  const alone = coarseOf((x, y) => {
    if (inBox(x, y)) return { high: 2, low: 2.2 };
    return Math.abs(x - 29.5) < 3 ? load : { high: 0, low: 0 };
  });
  const { code, values } = reasonOf(box, alone);
  expect(code).toBe('denser-than-surroundings');
  expect(values.ratio).toBeGreaterThan(3);
});

test('where nothing can be compared nothing is claimed', () => {
  expect(
    reasonOf(
      box,
      coarseOf(() => null),
    ),
  ).toEqual({ code: 'unusual-texture', values: {} });
});
