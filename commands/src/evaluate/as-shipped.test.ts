import type { MapCard, ThresholdEntry, ThresholdTable } from '@h986/domain';
import { expect, test } from 'vitest';
import { asShipped } from './as-shipped.ts';
import type { ScanRecord } from './judging/record.ts';

type Scores = Partial<Record<'cargoseg' | 'emptyseg', number>>;

function scan(
  tier: string,
  scores: Scores,
  { threat = false, onThreat = true, cargoClass = 'other' } = {},
): ScanRecord {
  const maps = Object.entries(scores).map(([name, value]) => [name, { peaks: [{ value, onThreat }] }]);
  return { tier, cargoClass, threat: threat ? {} : null, maps: Object.fromEntries(maps) } as unknown as ScanRecord;
}

const entry = (cargoClass: string | null, value: number) => ({ scanner: null, cargoClass, value }) as ThresholdEntry;
const card = (name: string) => ({ name, version: '1.0.0' }) as MapCard;
const models = [card('cargoseg'), card('emptyseg'), card('outlier')];
const shipped = [
  { card: card('cargoseg'), table: { entries: [entry(null, 8), entry('empty', 3)] } as ThresholdTable },
  { card: card('emptyseg'), table: { entries: [entry('empty', 4)] } as ThresholdTable },
];

test('a clean container that any deciding map alarms on is one false alarm, by the threshold of its kind of load', () => {
  const empty = { cargoClass: 'empty' };
  const figures = asShipped(
    [
      scan('D0', { cargoseg: 3.5, emptyseg: 5 }, empty),
      scan('D0', { cargoseg: 0, emptyseg: 4.5 }, empty),
      scan('D0', { cargoseg: 3, emptyseg: 4 }, empty),
      scan('D1', { cargoseg: 7.9 }),
      scan('D1', { cargoseg: 8.1 }),
    ],
    shipped,
    models,
  );
  expect(figures.map(({ group, clean, falseAlarms }) => [group, clean, falseAlarms?.value])).toEqual([
    ['all', 5, 0.6],
    ['D0', 3, 2 / 3],
    ['D1', 2, 0.5],
  ]);
  expect(figures[0]?.found).toBeNull();
});

test('a threat is found by any map whose alarm lies on it', () => {
  const threat = { threat: true, cargoClass: 'empty' };
  const [all] = asShipped(
    [
      scan('D0', { cargoseg: 0, emptyseg: 5 }, threat),
      scan('D0', { cargoseg: 9, emptyseg: 0 }, { ...threat, onThreat: false }),
      scan('D0', { cargoseg: 2, emptyseg: 2 }, threat),
    ],
    shipped,
    models,
  );
  expect(all).toMatchObject({ clean: 0, threats: 3, falseAlarms: null });
  expect(all?.found?.value).toBeCloseTo(1 / 3);
});

test('a map without a threshold for such a load raises no alarm', () => {
  const [all] = asShipped([scan('D1', { emptyseg: 99 })], shipped, models);
  expect(all?.falseAlarms?.value).toBe(0);
});
