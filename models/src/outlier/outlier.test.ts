import { readFile } from 'node:fs/promises';
import { MapCard, NO_DATA } from '@h986/domain';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { beforeAll, describe, expect, test } from 'vitest';
import { OUTLIER } from './graph.ts';
import { OUTLIER_FOLDER, outlierFiles } from './make.ts';
import { outlierReference } from './reference.ts';

const SIDE = OUTLIER.tile;
const CELLS = 52;
let session: InferenceSession;

beforeAll(async () => {
  session = await InferenceSession.create(await readFile(new URL('model.onnx', OUTLIER_FOLDER)), {
    intraOpNumThreads: 1,
  });
});

describe('the committed files', () => {
  test('are exactly what the script makes', async () => {
    const made = outlierFiles();
    expect(Buffer.from(made['model.onnx']).equals(await readFile(new URL('model.onnx', OUTLIER_FOLDER)))).toBe(true);
    expect(await readFile(new URL('card.json', OUTLIER_FOLDER), 'utf8')).toBe(made['card.json']);
  });

  test('have a card that says what the file takes and gives', () => {
    const card = MapCard.parse(JSON.parse(outlierFiles()['card.json']));
    expect(session.inputMetadata).toMatchObject([{ name: card.input.name, type: 'uint16', shape: card.input.shape }]);
    expect(session.outputMetadata).toMatchObject([{ name: card.output.name, shape: [1, 1, CELLS, CELLS] }]);
  });
});

describe('the outlier detector', () => {
  test('agrees with plain arithmetic on cargo, edges, noise and missing data', async () => {
    const tile = tileOf((x, y) => {
      if (x % 97 === 5 || (y > 200 && x < 60)) return NO_DATA;
      const load = y > 90 ? 9_000 + 40 * x : 57_000;
      return load + ((x * 7919 + y * 104_729) % 601) - 300;
    });
    const found = await run(tile);
    const expected = outlierReference(tile);
    const worst = Math.max(...expected.map((value, i) => Math.abs(value - (found[i] as number))));
    expect(worst).toBeLessThan(1e-3);
    expect(Math.max(...found)).toBeGreaterThan(1);
  });

  test('says 0 everywhere in an even load and where there is no data at all', async () => {
    expect((await run(tileOf(() => 12_000))).every((v) => v === 0)).toBe(true);
    expect((await run(tileOf(() => NO_DATA))).every((v) => v === 0)).toBe(true);
  });

  test('gives a single step of attenuation over the expected noise, by hand', async () => {
    // T 0.5 around, 0.25 in the spot: ln 2 = 0.693 e-folds; noise² = 0.03² + 2 / 10,000 + (2.7e-4 x 2)².
    const spot = (x: number, y: number): boolean => Math.abs(x - 128) <= 2 && Math.abs(y - 128) <= 2;
    const found = await run(tileOf((x, y) => (spot(x, y) ? 15_000 : 30_000)));
    const steps = (Math.round(Math.log(4) * 1024) - Math.round(Math.log(2) * 1024)) / 1024;
    expect(Math.max(...found)).toBeCloseTo(steps / Math.sqrt(0.0009 + 0.0002 + 0.00054 ** 2), 3);
  });

  test('calls a dense spot positive and a hole negative', async () => {
    const spot = (x: number, y: number, cx: number): boolean => Math.abs(x - cx) <= 3 && Math.abs(y - 128) <= 3;
    const found = await run(tileOf((x, y) => (spot(x, y, 60) ? 5_000 : spot(x, y, 190) ? 20_000 : 10_000)));
    expect(Math.max(...found)).toBeGreaterThan(6);
    expect(Math.min(...found)).toBeLessThan(-6);
  });

  test('gives a place the same value in whichever tile it lies', async () => {
    const scene = (x: number, y: number): number => 8_000 + ((x * x * 31 + y * 977) % 9_001) + (y > 120 ? 20_000 : 0);
    const here = await run(tileOf(scene));
    const shifted = await run(tileOf((x, y) => scene(x + 40, y + 16)));
    for (let row = 4; row < CELLS; row++) {
      const same = here.subarray(row * CELLS + 10, (row + 1) * CELLS);
      expect(shifted.subarray((row - 4) * CELLS, (row - 4) * CELLS + CELLS - 10)).toEqual(same);
    }
  });
});

function tileOf(transmission: (x: number, y: number) => number): Uint16Array {
  const tile = new Uint16Array(2 * SIDE * SIDE);
  for (let i = 0; i < SIDE * SIDE; i++) {
    tile[i] = transmission(i % SIDE, Math.floor(i / SIDE));
    tile[SIDE * SIDE + i] = tile[i] as number;
  }
  return tile;
}

async function run(tile: Uint16Array): Promise<Float32Array> {
  const results = await session.run({ transmission: new Tensor('uint16', tile, [1, 2, SIDE, SIDE]) });
  return (await results.deviation?.getData()) as Float32Array;
}
