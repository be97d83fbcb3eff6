import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelCard } from '@h986/domain';
import { clopperPearson } from '@h986/domain/statistics';
import { expect, test } from 'vitest';
import { repository } from '../../house/house.ts';
import type { Basis } from '../basis.ts';
import type { LedgerLine } from '../ledger.ts';
import { openBook } from './book.ts';
import { auc, found, ofContainers, shippedAlarms } from './cells.ts';
import { printTable } from './print-table.ts';
import { tableOf } from './table.ts';

const cards = [
  { name: 'cargoseg', sha256: 'new', sameWeightsAs: ['old'], figures: [] },
  { name: 'emptyseg', sha256: 'e', figures: [] },
  { name: 'outlier', sha256: 'o', figures: [] },
] as unknown as ModelCard[];

const locator = { name: 'locator', job: 'locator', sha256: 'l', figures: [] } as unknown as ModelCard;
const BASIS: Basis = { models: { locator: 'l' }, thresholds: { cargoseg: 't' }, fusion: 'f' };

function group(name: string, clean: number, threats: number, hits: number, alarms = 0) {
  const detection = [0.01, 0.004].map((promised) => ({
    promised,
    found: clopperPearson(hits, threats),
    falseAlarms: clopperPearson(alarms, clean),
  }));
  return { group: name, clean, threats, auc: { value: hits / threats, low: 0, high: 1 }, detection };
}

const look = (suite: string, models: Record<string, object>, rest: object = {}) =>
  ({
    suite,
    seed: 900_000_000,
    scans: 20,
    refused: {},
    date: '2026-11-27T00:00:00Z',
    cost: {},
    models,
    ...rest,
  }) as unknown as LedgerLine;
const of = (sha256: string, ...groups: object[]) => ({ sha256, groups, curves: [] });

test('what is printed in the folder of models is what its ledger and cards say', async () => {
  const folder = join(repository, 'models');
  const printed = await readFile(join(folder, 'FIGURES.md'), 'utf8');
  expect(printed, 'npm run evaluate -- --table > models/FIGURES.md').toBe(await printTable(folder));
});

test('a figure is of the longest look by these very weights, with that of the baseline beside it', () => {
  const book = openBook(
    [
      look('same', { cargoseg: of('old', group('all', 10, 10, 9)) }),
      look('same', { cargoseg: of('new', group('all', 4, 4, 1)) }, { scans: 8 }),
      look('same', { outlier: of('o', group('all', 4, 4, 2)) }, { scans: 8 }),
      look('same', { cargoseg: of('another', group('all', 10, 10, 1)) }),
    ],
    cards,
    BASIS,
  );
  const cell = auc('same')(book);
  expect(cell).toMatchObject({ value: { value: 0.9 }, baseline: { value: { value: 0.5 }, of: '4 + 4' } });
  expect(cell?.source).toBe('same, look 1, 2026-11-27');
});

test('shares of looks at other scans are put together, those at the same scans count once', () => {
  const book = openBook(
    [
      look('same', { cargoseg: of('old', group('D1', 10, 10, 9)) }),
      look('same', { cargoseg: of('new', group('D1', 5, 5, 0)) }, { scans: 10 }),
      look('same', { cargoseg: of('new', group('D1', 10, 10, 5, 2)) }, { seed: 900_000_020 }),
    ],
    cards,
    BASIS,
  );
  expect(found('same', ['D1'], 0.01)(book)).toMatchObject({
    value: { value: 0.7 },
    alarms: { value: 0.1 },
    source: 'same, looks 1, 3, 2026-11-27',
  });
});

test('groups are found together by their counts, and none is passed over in silence', () => {
  const book = openBook(
    [look('same', { cargoseg: of('new', group('D1', 10, 10, 9, 1), group('D2', 10, 30, 3)) })],
    cards,
    BASIS,
  );
  expect(found('same', ['D1', 'D2'], 0.01)(book)).toMatchObject({
    value: { value: 0.3 },
    of: '20 + 40',
    alarms: { value: 0.05 },
  });
  expect(found('same', ['D1', 'D3'], 0.01)(book)).toBeNull();
  expect(found('same', ['D1'], 0.0022)(book)).toBeNull();
});

test('clean scans of several looks count once each, and only those that all deciding maps have judged', () => {
  const shipped = (clean: number, alarms: number) => ({
    asShipped: [{ group: 'all', clean, threats: 0, falseAlarms: clopperPearson(alarms, clean), found: null }],
  });
  const both = { cargoseg: of('old'), emptyseg: of('e') };
  const book = openBook(
    [
      look('clean', both, { seed: 100, scans: 50, ...shipped(50, 1) }),
      look('clean', both, { seed: 100, scans: 80, ...shipped(80, 2) }),
      look('clean', both, { seed: 180, scans: 20, ...shipped(20, 3) }),
      look('clean', { cargoseg: of('new') }, { seed: 200, scans: 20, ...shipped(20, 9) }),
    ],
    cards,
    BASIS,
  );
  expect(shippedAlarms('all')(book)).toMatchObject({ of: '100', value: { value: 0.05 } });
});

test('alarms by other thresholds are none of those that ship, boxes of another locator none of this one', () => {
  const iou = { value: 0.9, low: 0.9, high: 0.9 };
  const both = { cargoseg: of('new'), emptyseg: of('e') };
  const at = (alarms: number, seed: number, basis: object) =>
    look('clean', both, {
      seed,
      asShipped: [{ group: 'all', clean: 20, threats: 0, falseAlarms: clopperPearson(alarms, 20), found: null }],
      containers: { containers: 20, iou, counted: null, named: null, namedOf: 0 },
      basis: { ...BASIS, ...basis },
    });
  const lines = [at(2, 100, {}), at(9, 200, { thresholds: { cargoseg: 'before' } }), at(2, 300, { models: {} })];
  const book = openBook(lines, [...cards, locator], BASIS);
  expect(shippedAlarms('all')(book)).toMatchObject({ of: '40', value: { value: 0.1 } });
  expect(ofContainers('clean', 'iou')(openBook(lines.slice(2), [...cards, locator], BASIS))).toBeNull();
  expect(ofContainers('clean', 'iou')(book)?.value).toEqual(iou);
});

test('who alarms less than was promised keeps the promise, who alarms more by more than chance does not', () => {
  const verdictOf = (alarms: number): string | undefined => {
    const told = [{ group: 'D1', clean: 1_000, threats: 0, falseAlarms: clopperPearson(alarms, 1_000), found: null }];
    const lines = [look('clean', { cargoseg: of('new'), emptyseg: of('e') }, { scans: 1_000, asShipped: told })];
    const row = tableOf(openBook(lines, cards, BASIS))
      .split('\n')
      .find((line) => /1 % promised, D1/.test(line));
    return row?.split(' | ')[7];
  };
  expect([0, 10, 16, 30].map(verdictOf)).toEqual(['yes', 'yes', 'yes', '**no**']);
});

test('a figure below the least says no, one whose interval reaches below says so, and one that nobody measured is unknown', () => {
  const lines = (hits: number) => [look('same', { cargoseg: of('new', group('D1', 10, 1_000, hits)) })];
  const verdictOf = (hits: number): string | undefined =>
    tableOf(openBook(lines(hits), cards, BASIS))
      .split('\n')
      .find((line) => line.includes('found at 1 % of false alarms, D1'))
      ?.split(' | ')[7];
  expect([600, 710, 900].map(verdictOf)).toEqual(['**no**', 'yes, but not its interval', 'yes']);
  expect(tableOf(openBook([], cards, BASIS))).toMatch(/D1 \| 0.97 \| 0.7 \| not measured .* unknown/);
});

test('an error of calibration that an honest probability would show too is put down to chance, a greater one is not', () => {
  const verdictOf = (error: number, basis?: Basis): string | undefined => {
    const told = {
      ...group('all', 250, 250, 200),
      calibration: { value: error, low: error, high: error },
      honestCalibration: { value: 0.038, low: 0.023, high: 0.058 },
    };
    const models = { cargoseg: of('new'), emptyseg: of('e'), fusion: of('new', told) };
    const lines = [look('same', models, basis && { basis })];
    return tableOf(openBook(lines, [...cards, locator], BASIS))
      .split('\n')
      .find((line) => line.includes('`same`: error of calibration'))
      ?.split(' | ')[7];
  };
  expect([0.03, 0.046, 0.06].map((error) => verdictOf(error, BASIS))).toEqual([
    'yes',
    '**no**, but within chance',
    '**no**',
  ]);
  expect(verdictOf(0.03, { ...BASIS, fusion: 'before' })).toBe('unknown');
  expect(verdictOf(0.03, { ...BASIS, models: { locator: 'another' } })).toBe('unknown');
  expect(verdictOf(0.03)).toBe('unknown');
});
