import type { MapCard } from '@h986/domain';
import { expect, test } from 'vitest';
import { believed } from './believed.ts';
import type { ScanRecord } from './judging/record.ts';

const card = (name: string, onlyFor?: MapCard['onlyFor']) => ({ name, version: '1.0.0', onlyFor }) as MapCard;
const record = (cargoClass: ScanRecord['cargoClass']) =>
  ({ cargoClass, emptyLead: null, maps: { cargoseg: {}, emptyseg: {} } }) as unknown as ScanRecord;

test('what a map of empty containers says of loads counts no more than in the lane', () => {
  const records = believed(
    [record('empty'), record('other'), record(null)],
    [card('cargoseg'), card('emptyseg', ['empty'])],
  );
  expect(records.map(({ maps }) => Object.keys(maps))).toEqual([['cargoseg', 'emptyseg'], ['cargoseg'], ['cargoseg']]);
});
