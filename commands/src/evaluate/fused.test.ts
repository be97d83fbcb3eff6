import { calibrated, type FusionCard, fuse, type MapCard, raisedTo } from '@h986/domain';
import { logOdds } from '@h986/domain/statistics';
import { expect, test } from 'vitest';
import { fusionInput, withFusion } from './fused.ts';
import type { Peak, ScanRecord } from './judging/record.ts';

const cargoseg = { name: 'cargoseg', version: '1.0.0', state: 'active' } as MapCard;
const emptyseg = {
  name: 'emptyseg',
  version: '1.0.0',
  state: 'active',
  onlyFor: ['empty'],
  calibration: { a: 0.5, b: -1 },
} as MapCard;
const card = {
  model: { name: 'cargoseg', sha256: '' },
  intercept: -1,
  terms: [{ feature: 'strongest-anomaly', middle: 0, spread: 1, weight: 1 }],
} as unknown as FusionCard;

const peaks = (line: number, ...values: number[]): Peak[] =>
  values.map((value) => ({ value, line, channel: 0, onThreat: false }));

/** An empty container in which `cargoseg` sees -2 at line 10, and the other map something at line 20. */
function record(seen: number | null): ScanRecord {
  const map = (of: Peak[]) => ({ sha256: '', peaks: of, anomalousCells: 0, outside: [], inside: [], regions: 0 });
  const maps = { cargoseg: map(peaks(10, -2, -3)), ...(seen !== null && { emptyseg: map(peaks(20, seen, -5)) }) };
  return { maps } as unknown as ScanRecord;
}

const riskOf = (of: ScanRecord, models: MapCard[]) => withFusion([of], card, models)[0]?.maps.fusion?.peaks[0];

test('a map for such loads alone raises the risk to its probability, at its place, as the lane does', () => {
  const empty = record(6);
  const [value, lane] = [riskOf(empty, [cargoseg, emptyseg]), fuse(fusionInput(empty, 'cargoseg') as never, card)];
  // Half of 6 less 1.
  expect(value).toMatchObject({ value: expect.closeTo(2, 9), line: 20 });
  const raised = raisedTo(lane, calibrated(emptyseg, 6) ?? 0, card);
  expect(value?.value).toBeCloseTo(logOdds(raised.probability), 9);
});

test.each([
  ['sees less', record(-6), [cargoseg, emptyseg]],
  ['is not believed', record(null), [cargoseg, emptyseg]],
  ['knows no probability', record(6), [cargoseg, { ...emptyseg, calibration: null }]],
  ['runs in the shadow', record(6), [cargoseg, { ...emptyseg, state: 'shadow' as const }]],
])('one that %s leaves the risk of `cargoseg`', (_, of, models) => {
  expect(riskOf(of, models)).toMatchObject({ value: expect.closeTo(-3, 9), line: 10 });
});
