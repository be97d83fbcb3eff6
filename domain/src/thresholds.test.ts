import { expect, test } from 'vitest';
import { pValueFor, ThresholdTable, thresholdFor, thresholdTable } from './thresholds.ts';

const about = {
  model: 'cargoseg',
  digest: 'a'.repeat(64),
  falseAlarmRate: 0.01,
  source: 'phantom',
  made: '2026-11-24T00:00:00.000Z',
} as const;
const clean = (scanner: string, cargoClass: string, count: number, from = 0) =>
  Array.from({ length: count }, (_, i) => ({ scanner, cargoClass, score: from + i / count }));

test('299 clean scans of a scanner give it a threshold of its own, fewer leave it to all together', () => {
  const table = thresholdTable(about, [...clean('gate-1', 'bags', 299, 5), ...clean('gate-2', 'bags', 50)]);
  expect(thresholdFor(table, { scanner: 'gate-1', cargoClass: null })).toMatchObject({
    scanner: 'gate-1',
    cleanScans: 299,
    rank: 0,
    value: 5 + 298 / 299,
  });
  expect(thresholdFor(table, { scanner: 'gate-2', cargoClass: null })).toMatchObject({
    scanner: null,
    cleanScans: 349,
  });
});

test('the scanner with its cargo counts before the scanner, and the scanner before the cargo', () => {
  const table = thresholdTable(about, [...clean('gate-1', 'bags', 300), ...clean('gate-2', 'coils', 300)]);
  const kindOf = (scanner: string, cargoClass: string) => thresholdFor(table, { scanner, cargoClass });
  expect(kindOf('gate-1', 'bags')).toMatchObject({ scanner: 'gate-1', cargoClass: 'bags' });
  expect(kindOf('gate-1', 'coils')).toMatchObject({ scanner: 'gate-1', cargoClass: null });
  expect(kindOf('gate-3', 'coils')).toMatchObject({ scanner: null, cargoClass: 'coils' });
  expect(kindOf('gate-3', 'tyres')).toMatchObject({ scanner: null, cargoClass: null, cleanScans: 600 });
});

test('scans that were drawn for their cargo count for that cargo, and not among all', () => {
  const further = clean('gate-1', 'empty', 300, -9).map((one) => ({ ...one, ofCargoOnly: true }));
  const table = thresholdTable(about, [...clean('gate-1', 'bags', 300), ...further]);
  expect(thresholdFor(table, { scanner: null, cargoClass: 'empty' })).toMatchObject({ cleanScans: 300 });
  expect(thresholdFor(table, { scanner: null, cargoClass: null })).toMatchObject({ cleanScans: 300, value: 299 / 300 });
  expect(thresholdFor(table, { scanner: 'gate-1', cargoClass: null })).toMatchObject({ cleanScans: 300 });
  expect(table.scores?.[0]).toBe(0);
});

test('298 clean scans promise nothing', () => {
  const table = thresholdTable(about, clean('gate-1', 'bags', 298));
  expect(table.entries).toEqual([]);
  expect(thresholdFor(table, { scanner: 'gate-1', cargoClass: 'bags' })).toBeNull();
});

test('a table is what it says after it was written and read', () => {
  const table = thresholdTable(about, clean('gate-1', 'bags', 2500));
  expect(ThresholdTable.parse(JSON.parse(JSON.stringify(table)))).toEqual(table);
  expect(table.scores?.length).toBeLessThanOrEqual(1000);
  expect(table.scores?.at(-1)).toBeCloseTo(2499 / 2500, 3);
});

test('a score has the share of clean scans that reach it as its p-value', () => {
  const table = thresholdTable(about, clean('gate-1', 'bags', 500));
  expect(pValueFor(table, 2)).toBe(1 / 501);
  expect(pValueFor(table, 0.5)).toBeCloseTo(0.5, 2);
});
