import { fuse } from '@h986/domain';
import { expect, test } from 'vitest';
import { fusionInput } from '../evaluate/fused.ts';
import type { ScanRecord } from '../evaluate/judging/record.ts';
import { fitFusion } from './fit-fusion.ts';

/** A judged scan whose strongest place has this value. */
function scan(strongest: number, cells: number): ScanRecord {
  const peak = (value: number) => ({ value, line: 0, channel: 0, onThreat: false });
  const map = {
    sha256: '',
    peaks: [peak(strongest), peak(strongest - 1)],
    anomalousCells: cells,
    outside: [],
    inside: [],
    regions: 0,
  };
  return {
    v: 1,
    seed: 1,
    family: 'rice',
    tier: 'D1',
    scanner: 'r60',
    cargoClass: null,
    emptyLead: null,
    lines: 1,
    channels: 1,
    threat: null,
    oddity: null,
    containers: null,
    maps: { cargoseg: map },
    findings: {},
    verdict: 'clear',
    located: false,
    seconds: 1,
    afterLastSeconds: 0.3,
    peakBytes: null,
  };
}

test('scans with something in them come out riskier than clean ones, and the strongest place is why', () => {
  const clean = [-4, -3, -3, -2, -2, -1].map((value) => scan(value, 2));
  const grave = [-1, 0, 1, 2, 3, 4].map((value) => scan(value, 2));
  const card = fitFusion(clean, grave, 'cargoseg');
  const riskOf = (record: ScanRecord) => fuse(fusionInput(record, 'cargoseg') as never, card);
  expect(riskOf(scan(-3, 2)).probability).toBeLessThan(0.2);
  expect(riskOf(scan(3, 2)).probability).toBeGreaterThan(0.8);
  expect(riskOf(scan(3, 2)).reasons[0]?.code).toMatch(/-anomaly$/);
});

test('what never varied gets no weight', () => {
  const { terms } = fitFusion([scan(-3, 2), scan(-2, 2)], [scan(1, 2), scan(2, 2)], 'cargoseg');
  const weights = Object.fromEntries(terms.map(({ feature, weight }) => [feature, weight]));
  expect(weights).toMatchObject({ 'anomalous-area': 0, 'declaration-mismatch': 0, 'quality-doubt': 0 });
});
