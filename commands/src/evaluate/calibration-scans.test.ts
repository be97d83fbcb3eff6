import { expect, test } from 'vitest';
import type { Cache } from './cache.ts';
import { calibrationScans } from './calibration-scans.ts';
import type { ScanPlan } from './judging/make-scan.ts';
import type { ScanRecord } from './judging/record.ts';

/** Everything was judged before: one of four scans shows an empty container. */
const cache: Cache = {
  get: async ({ seed, family }: ScanPlan) =>
    ({ seed, family, cargoClass: family === 'empty' ? 'empty' : 'other' }) as ScanRecord,
  put: async () => {},
};
const drawn = (scans: number) =>
  calibrationScans(scans, { setup: { modelsDir: 'models' }, cache, workers: 1, tell: () => {} });

test('beside as many clean scans as a promise takes there are further empties, until these have enough for their own', async () => {
  const clean = await drawn(400);
  expect(clean.drawn).toHaveLength(400);
  expect(clean.drawn.filter(({ cargoClass }) => cargoClass === 'empty')).toHaveLength(100);
  expect(clean.ofCargo).toHaveLength(400);
  expect(new Set(clean.ofCargo.map(({ family }) => family))).toEqual(new Set(['empty']));
  expect(Math.min(...clean.ofCargo.map(({ seed }) => seed))).toBe(849_000_000);
});

test('a quick look with too few for any promise makes no scans that nobody asked for', async () => {
  expect((await drawn(40)).ofCargo).toEqual([]);
  expect(await drawn(0)).toEqual({ drawn: [], ofCargo: [] });
});

test('who asks of empty containers alone gets no others, and the same ones as everybody', async () => {
  const run = { setup: { modelsDir: 'models' }, cache, workers: 1, tell: () => {} };
  const clean = await calibrationScans(40, run, { emptiesOnly: true });
  expect(clean.ofCargo).toEqual([]);
  expect(clean.drawn.map(({ seed }) => seed)).toEqual(Array.from({ length: 40 }, (_, i) => 849_000_000 + i));
  expect(new Set(clean.drawn.map(({ family }) => family))).toEqual(new Set(['empty']));
});
