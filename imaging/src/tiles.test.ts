import { NO_DATA } from '@h986/domain';
import { expect, test } from 'vitest';
import type { GridPicture } from './resample.ts';
import { cutTiles, type Tile } from './tiles.ts';

const COLUMNS = 20;
const ROWS = 12;
const high: GridPicture = { columns: COLUMNS, rows: ROWS, samples: samplesOf((x, y) => 100 * y + x) };
const low: GridPicture = {
  columns: COLUMNS,
  rows: ROWS,
  samples: samplesOf((x, y) => ((x + y) % 5 === 0 ? NO_DATA : 7)),
};

test('tiles show the picture bit for bit, its edge repeated beyond it, in both energies', async () => {
  const options = { width: 16, height: 16, margin: 4, from: 0, columns: COLUMNS };
  const tiles = await all(options);
  expect(tiles.map(({ column, row }) => [column, row])).toEqual(
    [0, 8].flatMap((row) => [0, 8, 16].map((c) => [c, row])),
  );
  for (const tile of tiles) {
    expect(tile.high).toEqual(expected(high, tile, options));
    expect(tile.low).toEqual(expected(low, tile, options));
  }
});

test('columns inside the picture keep their true neighbours', async () => {
  const options = { width: 16, height: 16, margin: 4, from: 6, columns: 8 };
  for (const tile of await all(options)) expect(tile.high).toEqual(expected(high, tile, options));
});

test('tiles may be higher than wide, and reach below a picture that is lower than one of them', async () => {
  const options = { width: 12, height: 24, margin: 2, from: 0, columns: COLUMNS };
  const tiles = await all(options);
  expect(tiles.map(({ column, row }) => [column, row])).toEqual([0, 8, 16].map((c) => [c, 0]));
  for (const tile of tiles) {
    expect(tile.high).toEqual(expected(high, tile, options));
    expect(tile.low).toEqual(expected(low, tile, options));
  }
});

function expected(
  { samples }: GridPicture,
  { column, row }: Tile,
  { width, height, margin, from }: Parameters<typeof cutTiles>[1],
): Uint16Array {
  const within = (value: number, most: number): number => Math.max(0, Math.min(most - 1, value));
  return Uint16Array.from({ length: width * height }, (_, i) => {
    const x = within(from + column - margin + (i % width), COLUMNS);
    const y = within(row - margin + Math.floor(i / width), ROWS);
    return samples[y * COLUMNS + x] as number;
  });
}

async function all(options: Parameters<typeof cutTiles>[1]): Promise<Tile[]> {
  const tiles: Tile[] = [];
  for await (const tile of cutTiles({ high, low }, options)) tiles.push(tile);
  return tiles;
}

function samplesOf(value: (x: number, y: number) => number): Uint16Array {
  return Uint16Array.from({ length: COLUMNS * ROWS }, (_, i) => value(i % COLUMNS, Math.floor(i / COLUMNS)));
}
