import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { repository } from '../house/house.ts';
import { basisOf } from './basis.ts';
import { openCache } from './cache.ts';
import { evaluateSuite } from './evaluate-suite.ts';
import { readFusionCard } from './fused.ts';
import { mapCards, registryOf, shippedModels } from './judging/open-models.ts';
import { type LedgerLine, readLedger, type SuiteFigures } from './ledger.ts';
import { CI_SCANS, suiteOf } from './suites.ts';

const modelsDir = join(repository, 'models');
let figures: SuiteFigures;
let looks: LedgerLine[];

beforeAll(async () => {
  // Of other scans a figure may be another one.
  looks = (await readLedger(join(modelsDir, 'ledger.jsonl'))).filter(
    ({ suite, scans }) => suite === 'ci' && scans === CI_SCANS,
  );
  const models = await mapCards(modelsDir);
  const basis = basisOf(await registryOf(modelsDir));
  figures = await evaluateSuite(suiteOf('ci'), {
    scans: CI_SCANS,
    calibration: 0,
    modelsDir,
    models,
    shipped: await shippedModels(modelsDir),
    fusion: await readFusionCard(modelsDir, models),
    basis,
    // Scores are kept by scan, models and code: what is taken from there was worked out by this very code.
    cache: await openCache(join(repository, '.evaluation'), Object.values(basis.models)),
    workers: availableParallelism(),
    looks: looks.length,
    tell: () => {},
  });
}, 1_200_000);

/** Within the interval, and, since the scans are the same and there is no chance between the two, near the very value. */
function expectSame(measured: Told | null | undefined, promised: Told | null | undefined, what: string): void {
  expect(measured?.value, what).toBeGreaterThanOrEqual(promised?.low ?? 1);
  expect(measured?.value, what).toBeLessThanOrEqual(promised?.high ?? 0);
  expect(Math.abs((measured?.value ?? 1) - (promised?.value ?? 0)), what).toBeLessThan(0.05);
}
interface Told {
  value: number | null;
  low: number;
  high: number;
}

test('every model that ships was looked at on the small suite, and its figures are in the ledger', async () => {
  for (const { name, sha256 } of await mapCards(modelsDir)) {
    const known = looks.some(({ models }) => models[name]?.sha256 === sha256);
    expect(known, `npm run evaluate -- --suite ci has not been run with ${name} as it is`).toBe(true);
  }
});

test('all scans of the small suite could be made and analysed', () => {
  expect(figures.refused).toEqual({});
  expect(figures.clean + figures.threats).toBe(CI_SCANS);
});

test.each([
  ['orders scans', 'auc'],
  ['covers what is hidden', 'overlap'],
] as const)('every model that ships %s as well as the ledger says', async (_, figure) => {
  for (const { name, sha256 } of await mapCards(modelsDir)) {
    const last = looks.findLast(({ models }) => models[name]?.sha256 === sha256);
    expectSame(figures.models[name]?.groups[0]?.[figure], last?.models[name]?.groups[0]?.[figure], name);
  }
});

/** The last look with all maps as they are now: what they do together is of no other. */
function lastTogether(): LedgerLine | undefined {
  return looks.findLast(({ models }) =>
    Object.entries(figures.models).every(([name, { sha256 }]) => models[name]?.sha256 === sha256),
  );
}

test('the lane as it ships alarms and finds as the ledger says', () => {
  const [promised] = (lastTogether()?.asShipped ?? []) as SuiteFigures['asShipped'];
  const [measured] = figures.asShipped;
  for (const figure of ['falseAlarms', 'found'] as const) expectSame(measured?.[figure], promised?.[figure], figure);
});

test('boxes lie on the containers and loads are named as the ledger says', () => {
  const promised = lastTogether()?.containers as SuiteFigures['containers'];
  for (const figure of ['iou', 'counted', 'named'] as const)
    expectSame(figures.containers?.[figure], promised?.[figure], figure);
});
