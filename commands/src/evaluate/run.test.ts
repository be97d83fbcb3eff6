import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ModelsFolder, openModelsFolder } from '../../../pipeline/src/testing/models-folder.ts';
import { openCache } from './cache.ts';
import { digestsOf } from './judging/open-models.ts';
import { planOf } from './plan.ts';
import { judgements } from './run.ts';
import { suiteOf } from './suites.ts';

let folder: string;
let models: ModelsFolder;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'evaluation-'));
  models = await openModelsFolder();
  await models.addOutlier();
});
afterEach(() => Promise.all([models.close(), rm(folder, { recursive: true })]));

test('a scan is made, judged by processes of their own, and not again when the run is taken up', {
  timeout: 240_000,
}, async () => {
  const cache = await openCache(folder, Object.values(await digestsOf(models.path)));
  const told: string[] = [];
  const plans = planOf({ ...suiteOf('ci'), scanner: { base: 'r60', change: 'coarser-pitch' } }, { scans: 2 });
  const options = {
    plans,
    setup: { modelsDir: models.path },
    cache,
    workers: 1,
    label: 'ci',
    tell: (text: string) => told.push(text),
  };
  const first = await judgements(options);
  expect(first.refused).toEqual({});
  expect(first.records.map(({ threat }) => threat !== null)).toEqual([false, true]);
  expect(first.records[0]?.maps.outlier?.peaks).toHaveLength(5);
  expect(told).toHaveLength(2);

  expect(await judgements(options)).toEqual(first);
  expect(told).toHaveLength(2);
});

test('other models are other scores', async () => {
  const [plan] = planOf(suiteOf('ci'), { scans: 1 });
  if (!plan) throw new Error('no plan');
  const judged = { v: 1, seed: plan.seed, refused: 'threat-without-place' } as const;
  await (await openCache(folder, ['a'])).put(plan, judged);
  expect(await (await openCache(folder, ['a'])).get(plan)).toEqual(judged);
  expect(await (await openCache(folder, ['b'])).get(plan)).toBeNull();
});
