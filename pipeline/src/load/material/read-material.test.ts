import { DomainError, type Geometry, MATERIAL_CLASSES } from '@h986/domain';
import { expect, test } from 'vitest';
import { toyTable } from '../../../../domain/src/material/toy-table.ts';
import { startStopwatch } from '../../workers/stopwatch.ts';
import type { LoadContext } from '../analysis.ts';
import type { LoadPicture } from '../load-picture.ts';
import { analysed } from '../read-load.ts';
import { netOf, shiftOf } from './net.ts';
import { materialAnalysis } from './read-material.ts';
import { segmentsOf } from './segments.ts';

const [COLUMNS, ROWS] = [140, 110];
const geometry: Geometry = { channels: 440, linePitchMm: 6, channelPitchMm: 6, highMv: 6, lowMv: 4 };
/** The whole picture is the container; walls are steel of 0.14, the floor 11 rows of steel that hardly anything passes. */
const box = { x: 0, y: 0, w: 4 * COLUMNS, h: 4 * ROWS };
const WALL = 0.14;
const FLOOR_FROM = 99;

interface Block {
  column: number;
  row: number;
  columns: number;
  rows: number;
  alpha: number;
  ratio: number;
}

function pictureOf(blocks: readonly Block[]): LoadPicture {
  const [high, low] = [new Float32Array(COLUMNS * ROWS), new Float32Array(COLUMNS * ROWS)];
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column < COLUMNS; column++) {
      const at = row * COLUMNS + column;
      const base = row >= FLOOR_FROM ? 1.5 : WALL;
      [high[at], low[at]] = [base, 1.17 * base];
      for (const block of blocks) {
        const inside = column >= block.column && column < block.column + block.columns;
        if (!inside || row < block.row || row >= block.row + block.rows) continue;
        high[at] = (high[at] as number) + block.alpha;
        low[at] = (low[at] as number) + block.ratio * block.alpha;
      }
    }
  }
  const grid = { columnsPerStrip: 64, rows: ROWS, linesPerColumn: 4, channelsPerRow: 4, stride: 2, margin: 0 };
  const nothing = new Float32Array(COLUMNS * ROWS);
  return { grid, columns: COLUMNS, rows: ROWS, columnMm: 24, rowMm: 24, high, low, spread: nothing, opaque: nothing };
}

const contextOf = (blocks: readonly Block[], more: Partial<LoadContext> = {}): LoadContext =>
  ({ picture: pictureOf(blocks), geometry, containers: [{ boxPx: box }], table: toyTable(), ...more }) as LoadContext;
const read = (blocks: readonly Block[], more: Partial<LoadContext> = {}) =>
  analysed([materialAnalysis], contextOf(blocks, more), startStopwatch());

const bags: Block = { column: 20, row: 49, columns: 40, rows: 50, alpha: 2, ratio: 1.22 };
const coil: Block = { column: 90, row: 69, columns: 20, rows: 30, alpha: 4, ratio: 1.17 };

test('bags are organic and a coil is steel once the walls are taken off, with their area and mass', async () => {
  const { draft, runs } = await read([bags, coil]);
  expect(runs).toMatchObject([{ name: 'materials', state: 'ran' }]);
  const { segments, shares } = draft.containers[0]?.materials ?? { segments: [], shares: {} };
  // 40 x 50 cells of 24 mm are 11,520 cm2; at 2 / 0.05 = 40 g/cm2 461 kg. 20 x 30 cells at 80 g/cm2 276 kg.
  expect(segments).toHaveLength(2);
  expect(segments[0]).toMatchObject({ class: 'organic', untold: null, areaCm2: 11_520 });
  expect(segments[0]?.massKg).toBeCloseTo(460.8, 0);
  expect(segments[1]).toMatchObject({ class: 'steel', areaCm2: 3456 });
  expect(segments[1]?.massKg).toBeCloseTo(276.5, 0);
  expect(shares).toMatchObject({ mineral: 0, heavy: 0, 'cannot-tell': 0 });
  expect(segments[0]?.boxPx).toEqual({ x: 80, y: 196, w: 160, h: 200 });
  expect(draft.observations).toEqual([]);
});

test('the map has a byte a cell: what it is, and nothing beside the load', async () => {
  const { draft } = await read([bags]);
  const at = (column: number, row: number) => draft.maps.material?.[row * COLUMNS + column];
  expect(at(40, 70)).toBe(1 + MATERIAL_CLASSES.indexOf('organic'));
  expect(at(10, 70)).toBe(0);
  expect(at(40, 105)).toBe(0);
});

test('a block of lead is said, with its place', async () => {
  const lead: Block = { column: 70, row: 60, columns: 6, rows: 6, alpha: 3, ratio: 1.1 };
  const { draft } = await read([lead]);
  expect(draft.observations).toMatchObject([
    { code: 'heavy-material', algorithm: 'materials', container: 0, boxPx: { x: 280, y: 240, w: 24, h: 24 } },
  ]);
});

test('lead among bags is heavy, but for its edge, once the bags around it are taken off', async () => {
  const lead: Block = { column: 35, row: 70, columns: 8, rows: 8, alpha: 1.5, ratio: 1.1 };
  const { draft } = await read([bags, lead]);
  expect(draft.observations).toMatchObject([{ code: 'heavy-material', boxPx: { x: 144, y: 284, w: 24, h: 24 } }]);
});

test('a thin sheet cannot be told', async () => {
  const { draft } = await read([{ ...bags, alpha: 0.12 }]);
  expect(draft.containers[0]?.materials?.segments).toMatchObject([{ class: 'cannot-tell', untold: 'too-thin' }]);
});

test('without a table, or without a container, it does not apply; with one that cannot be read it has failed', async () => {
  const run = async (more: Partial<LoadContext>) => (await read([bags], more)).runs[0];
  expect(await run({ table: null })).toMatchObject({ state: 'not-applicable', reason: 'no-table' });
  expect(await run({ containers: [] })).toMatchObject({ state: 'not-applicable', reason: 'no-container' });
  const tableError = new DomainError('material-table', 'no table');
  expect(await run({ table: null, tableError })).toMatchObject({ state: 'failed', reason: 'material-table' });
});

test('a low energy that lies an eighth of a cell beside the high one is brought back', () => {
  const picture = pictureOf([{ ...bags, alpha: 0.8 }]);
  const { low } = picture;
  // What each cell has of its right neighbour.
  picture.low = low.map((value, at) => value + 0.125 * ((low[at + 1] ?? value) - value));
  const flat = new Float32Array(90).fill(WALL);
  const inside = {
    column: 6,
    row: 3,
    columns: 128,
    rows: 90,
    wallHigh: flat,
    wallLow: flat.map((wall) => 1.17 * wall),
  };
  expect(Math.abs(shiftOf(netOf(picture, inside)))).toBeLessThan(0.03);
});

test('segments hold together what is alike and part what is not, and a speck joins its neighbour', () => {
  const [columns, rows] = [12, 6];
  const of = (value: (column: number, row: number) => number): Float32Array =>
    Float32Array.from({ length: columns * rows }, (_, i) => value(i % columns, Math.floor(i / columns)));
  const filled = Uint8Array.from({ length: columns * rows }, (_, i) => (i % columns === 11 ? 0 : 1));
  const kind = of((column, row) => (column === 2 && row === 2 ? 9 : column < 6 ? 0 : 3));
  const { of: numbers, count } = segmentsOf({ columns, rows, filled, amount: of(() => 0), kind });
  expect(count).toBe(2);
  expect(numbers[2 * columns + 2]).toBe(numbers[0]);
  expect(numbers[6]).not.toBe(numbers[5]);
  expect(numbers[11]).toBe(0);
});
