import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { repository } from '../house/house.ts';
import { openCache } from './cache.ts';
import { evaluateSuite } from './evaluate-suite.ts';
import { readFusionCard } from './fused.ts';
import { digestsOf, mapCards } from './judging/open-models.ts';
import { type LedgerLine, readLedger, type SuiteFigures } from './ledger.ts';
import { suiteOf } from './suites.ts';

const modelsDir = join(repository, 'models');
const SCANS = 60;
let figures: SuiteFigures;
let looks: LedgerLine[];

beforeAll(async () => {
  looks = (await readLedger(join(modelsDir, 'ledger.jsonl'))).filter(({ suite }) => suite === 'ci');
  const models = await mapCards(modelsDir);
  figures = await evaluateSuite(suiteOf('ci'), {
    scans: SCANS,
    calibration: 0,
    modelsDir,
    models,
    fusion: await readFusionCard(modelsDir, models),
    // Scores are kept by scan, models and code: what is taken from there was worked out by this very code.
    cache: await openCache(join(repository, '.evaluation'), Object.values(await digestsOf(modelsDir))),
    workers: availableParallelism(),
    looks: looks.length,
    tell: () => {},
  });
}, 600_000);

test('every model that ships was looked at on the small suite, and its figures are in the ledger', async () => {
  for (const { name, sha256 } of await mapCards(modelsDir)) {
    const known = looks.some(({ models }) => models[name]?.sha256 === sha256);
    expect(known, `npm run evaluate -- --suite ci has not been run with ${name} as it is`).toBe(true);
  }
});

test('all scans of the small suite could be made and analysed', () => {
  expect(figures.refused).toEqual({});
  expect(figures.clean + figures.threats).toBe(SCANS);
});

test('every model that ships orders scans as well as the ledger says', async () => {
  for (const { name, sha256 } of await mapCards(modelsDir)) {
    const [last] = looks.filter(({ models }) => models[name]?.sha256 === sha256).slice(-1);
    const promised = last?.models[name]?.groups[0]?.auc;
    const measured = figures.models[name]?.groups[0]?.auc.value;
    expect(measured, name).toBeGreaterThanOrEqual(promised?.low ?? 1);
    expect(measured, name).toBeLessThanOrEqual(promised?.high ?? 0);
  }
});
