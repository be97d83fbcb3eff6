import { describe, expect, test } from 'vitest';
import { loadContextOf } from '../../testing/load-context.ts';
import { makeScan } from '../../testing/raw-scan.ts';
import type { Draft } from '../analysis.ts';
import { hiding } from './hiding.ts';
import { matchedFilter, neighbourhood, scaleOf } from './matched-filter.ts';
import { blockOf, largestPiece } from './places.ts';

const SIZE = { columns: 60, rows: 40 };
const at = (column: number, row: number): number => row * SIZE.columns + column;
const picture = (of: (column: number, row: number) => number): Float32Array =>
  Float32Array.from({ length: SIZE.columns * SIZE.rows }, (_, i) => of(i % SIZE.columns, Math.floor(i / SIZE.columns)));

describe('a matched filter', () => {
  const scale = scaleOf(4);
  const square = (column: number, row: number): number =>
    column >= 28 && column < 32 && row >= 18 && row < 22 ? 1 : 0;

  test('reads nothing on what is even or slopes', () => {
    expect(
      matchedFilter(
        picture(() => 3),
        SIZE,
        scale,
      )[at(30, 20)],
    ).toBeCloseTo(0, 5);
    expect(
      matchedFilter(
        picture((x, y) => 0.1 * x - 0.05 * y),
        SIZE,
        scale,
      )[at(30, 20)],
    ).toBeCloseTo(0, 5);
  });

  test('reads the whole height of a square of its own size', () => {
    expect(matchedFilter(picture(square), SIZE, scale)[at(30, 20)]).toBeCloseTo(1, 5);
  });

  test('does not let what is hidden add to the clutter by which it would be hidden', () => {
    const clutter = (x: number, y: number): number => ((x * 7 + y * 13) % 5) / 10;
    const [without, within] = [clutter, (x: number, y: number) => clutter(x, y) + 3 * square(x, y)].map(
      (of) => neighbourhood(matchedFilter(picture(of), SIZE, scale), SIZE, scale).spread[at(30, 20)] as number,
    ) as [number, number];
    expect(without).toBeGreaterThan(0);
    expect(within).toBeCloseTo(without, 5);
  });
});

test('a place is found where a cube fits, and a piece by its cells', () => {
  const marked = Uint8Array.from(picture((x, y) => (x >= 10 && x < 20 && y >= 5 && y < 15 ? 1 : 0)));
  const grid = { ...SIZE, cellMm: 24 };
  expect(blockOf(grid, marked, 240)).toEqual({ x: 10, y: 5, w: 10, h: 10 });
  expect(blockOf(grid, marked, 300)).toBeNull();
  expect(largestPiece(grid, marked)).toEqual({ cells: 100, box: { x: 10, y: 5, w: 10, h: 10 } });
});

/** 8 mm a pixel; a container 3.2 m long whose load is 1 m high above the inside's lower end. */
const BOX = { x: 50, y: 30, w: 400, h: 200 };
const GEOMETRY = { channels: 240, linePitchMm: 8, channelPitchMm: 8, highMv: 6, lowMv: 4 };

function read(load: (x: number, y: number) => number) {
  const scan = makeScan({
    lines: 500,
    geometry: GEOMETRY,
    transmission: (x, y) => {
      const inside = x >= BOX.x && x < BOX.x + BOX.w && y >= BOX.y && y < BOX.y + BOX.h;
      const high = !inside ? 1 : y < 100 ? 0.75 : load(x, y);
      return { high, low: high * 0.9 };
    },
  });
  const context = loadContextOf(scan, { boxes: [BOX] });
  const draft: Draft = { containers: [{ boxPx: BOX }], table: null, observations: [], maps: {} };
  expect(hiding.read(context, draft)).toBeUndefined();
  const mapAt = (x: number, y: number): number => {
    const { grid, columns } = context.picture;
    return draft.maps.hiding?.[
      Math.floor(y / grid.channelsPerRow) * columns + Math.floor(x / grid.linesPerColumn)
    ] as number;
  };
  const reading = draft.containers[0]?.hiding;
  if (!reading) throw new Error('nothing was read');
  return { reading, said: draft.observations, mapAt };
}

describe('in a container', () => {
  const texture = (x: number, y: number): number => 1 + 0.4 * Math.sin(x / 9) * Math.sin(y / 7);

  test('of even goods small things are seen; of uneven ones only larger ones', () => {
    const even = read(() => 0.2).reading;
    const uneven = read((x, y) => 0.2 * texture(x, y)).reading;
    expect(even.steelMm.median).toBeLessThan(15);
    expect(even.organicMm.median).toBeLessThan(60);
    expect(uneven.steelMm.median).toBeGreaterThan(1.5 * even.steelMm.median);
    expect(uneven.organicMm.median).toBeGreaterThan(1.5 * even.organicMm.median);
  });

  test('the thicker the goods the larger what they hide, and more organic matter than steel', () => {
    const [thin, thick] = [read(() => 0.2).reading, read(() => 0.005).reading];
    expect(thick.steelMm.median).toBeGreaterThan(thin.steelMm.median);
    expect(thick.organicMm.median).toBeGreaterThan(2 * thick.steelMm.median);
  });

  test('what nothing comes through is said with its place; above the load the map says nothing', () => {
    const opaque = (x: number, y: number): boolean => x >= 200 && x < 300 && y >= 110 && y < 190;
    const { reading, said, mapAt } = read((x, y) => (opaque(x, y) ? 0.0003 : 0.2));
    expect(mapAt(250, 150)).toBe(255);
    expect(mapAt(100, 150)).toBeLessThan(60);
    expect(mapAt(100, 150)).toBeGreaterThan(0);
    expect(mapAt(100, 70)).toBe(0);
    expect(reading.opaqueShare).toBeGreaterThan(0.15);
    expect(reading.opaqueShare).toBeLessThan(0.35);
    const [blind, unload] = said;
    expect(blind).toMatchObject({ code: 'cannot-see-through', container: 0 });
    // 0.8 x 0.64 m.
    expect(blind?.values.areaM2).toBeCloseTo(0.51, 1);
    expect(Math.abs((blind?.boxPx?.x ?? 0) - 200)).toBeLessThanOrEqual(4);
    expect(unload).toMatchObject({ code: 'partial-unloading-advised', container: 0 });
    // That place, and a rim where the filters of the largest cubes still see it.
    expect(unload?.values.steelAreaM2).toBeGreaterThan(0.45);
    expect(unload?.values.steelAreaM2).toBeLessThan(1.1);
  });

  test('that can be seen through nobody is asked to unload', () => {
    expect(read(() => 0.2).said).toEqual([]);
  });
});

test('without a container there is nothing to read', () => {
  const context = loadContextOf(makeScan({ lines: 300 }));
  expect(hiding.read(context, { containers: [], table: null, observations: [], maps: {} })).toBe('no-container');
});
