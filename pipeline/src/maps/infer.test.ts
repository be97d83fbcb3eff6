import { beforeAll, expect, test } from 'vitest';
import type { Model } from '../registry/model.ts';
import { openDarkness } from '../testing/hand-made-models.ts';
import { startStopwatch } from '../workers/stopwatch.ts';
import { mapColumns } from './infer.ts';

/** Two tiles high and two wide: 160 covered rows and 64 columns each. */
const ROWS = 200;
const COLUMNS = 120;
const grid = { columnsPerStrip: COLUMNS, rows: ROWS, linesPerColumn: 1, channelsPerRow: 1, stride: 4, margin: 16 };
let darkness: Model;

beforeAll(async () => {
  darkness = await openDarkness();
});

async function mapOf(model: Model, value: (x: number, y: number) => number) {
  const samples = Uint16Array.from({ length: ROWS * COLUMNS }, (_, i) => value(i % COLUMNS, Math.floor(i / COLUMNS)));
  const picture = { columns: COLUMNS, rows: ROWS, samples };
  const region = { firstColumn: 0, picture: { high: picture, low: picture } };
  return mapColumns(model, grid, region, { from: 0, to: COLUMNS }, startStopwatch());
}

test('a cell of a tile that is higher than wide lands where its pixels are, with what it looks like', async () => {
  const { cells, kinds, rows } = await mapOf(darkness, (x, y) =>
    x >= 100 && x < 104 && y >= 180 && y < 184 ? 600 : 9_000,
  );
  const at = (100 / 4) * rows + 180 / 4;
  expect([...cells.keys()].filter((cell) => (cells[cell] as number) > 600)).toEqual([at]);
  // 20 - 600 / 600; the logits of the two kinds are 19 and -19.
  expect({ value: cells[at], kind: kinds?.[2 * at], sure: kinds?.[2 * at + 1] }).toEqual({
    value: 1900,
    kind: 1,
    sure: 255,
  });
});

test('a cell that can belong to no finding is not asked what it looks like', async () => {
  const { kinds } = await mapOf(darkness, () => 30_000);
  expect(kinds?.every((byte) => byte === 0)).toBe(true);
});

test('the model is not asked about tiles of nothing but air, unless its card wants it', async () => {
  let asked = 0;
  const counting = (model: Model): Model => ({
    ...model,
    run: (tile) => {
      asked++;
      return model.run(tile);
    },
  });
  const air = (x: number): number => (x < 40 ? 40_000 : 60_000);
  const { cells, rows } = await mapOf(counting(darkness), air);
  // Only the left tiles see the load: the right ones begin at column 64 less the margin.
  expect({ asked, last: cells[29 * rows] }).toEqual({ asked: 2, last: -2_000 });
  asked = 0;
  await mapOf(counting(await openDarkness({ airValue: null })), air);
  expect(asked).toBe(4);
});
