import type { ModelCard } from '@h986/domain';
import { clopperPearson } from '@h986/domain/statistics';
import { expect, test } from 'vitest';
import type { Basis } from '../basis.ts';
import type { LedgerLine } from '../ledger.ts';
import { openBook } from './book.ts';
import { alarmsOnUntouched, fewerThanInPhantoms, realLines } from './real.ts';
import { tableOf } from './table.ts';

const cards = [{ name: 'cargoseg', sha256: 'c', figures: [] }] as unknown as ModelCard[];
const BASIS: Basis = { models: {}, thresholds: { cargoseg: 't' }, fusion: null };
const found = (hits: number, scans: number) => ({ group: 'all', scans, found: clopperPearson(hits, scans) });
const steel = (hits: number, scans: number) => ({ ...found(hits, scans), group: 'steel' });

const look = (real: object[], phantom: object[], rest: object = {}) =>
  ({
    suite: 'real',
    seed: 920_000_000,
    scans: 100,
    date: '2026-11-27T00:00:00Z',
    basis: BASIS,
    untouched: [
      { scan: 'pallets', findings: { cargoseg: { alarms: 1, below: 9 }, outlier: { alarms: 7, below: 0 } } },
      { scan: 'coils', findings: { cargoseg: { alarms: 0, below: 2 }, emptyseg: { alarms: 3, below: 0 } } },
    ],
    models: { cargoseg: { sha256: 'c', groups: real } },
    phantom: { cargoseg: { sha256: 'c', groups: phantom } },
    ...rest,
  }) as unknown as LedgerLine;

test('what is found in real scans is held against the same in phantom goods', () => {
  const book = openBook([look([found(30, 100)], [found(40, 100)])], cards, BASIS);
  const cell = fewerThanInPhantoms(book);
  expect(cell).toMatchObject({ of: '100 real, 100 phantom', source: 'real, 2026-11-27' });
  expect(cell?.value.value).toBeCloseTo(0.1);
  expect(cell?.value.low).toBeLessThan(0);
});

test('of untouched scans the one counts on which most alarms, by maps that decide', () => {
  const book = openBook([look([found(30, 100)], [found(40, 100)])], cards, BASIS);
  expect(alarmsOnUntouched(book)).toMatchObject({ value: { value: 3 }, of: '2 scans' });
});

test('a concealment that phantom goods had no place for is told of real goods alone', () => {
  const book = openBook([look([found(5, 20), steel(1, 4)], [found(9, 20)])], cards, BASIS);
  expect(realLines(book)).toMatchObject([{ real: { group: 'all' } }, { real: { group: 'steel' }, phantom: null }]);
  expect(tableOf(book)).toMatch(/\| steel \| 0.25 \(.*\) \| 4 \| not measured \| {2}\|/);
});

test('the last look by the thresholds that ship counts, none by others or by boxes of before', () => {
  const lines = [
    look([found(9, 10)], [found(9, 10)]),
    look([found(5, 10)], [found(9, 10)]),
    look([found(1, 10)], [found(9, 10)], { basis: { ...BASIS, thresholds: { cargoseg: 'another' } } }),
    look([found(2, 10)], [found(9, 10)], { basis: undefined }),
  ];
  const [all] = realLines(openBook(lines.map(kept), cards, BASIS));
  expect(all?.real.found.value).toBe(0.5);
  expect(fewerThanInPhantoms(openBook(lines.slice(2).map(kept), cards, BASIS))).toBeNull();
});

/** As it is read from the ledger. */
const kept = (line: LedgerLine): LedgerLine => JSON.parse(JSON.stringify(line)) as LedgerLine;
