import { expect, test } from 'vitest';
import { areaFrom, type FusionInput, fuse, raisedRisk, raisedTo } from './fusion.ts';

const term = (feature: 'strongest-anomaly' | 'anomalous-area' | 'declaration-mismatch', weight: number, middle = 0) => {
  return { feature, middle, spread: 1, weight };
};
const card = {
  intercept: -2,
  terms: [term('strongest-anomaly', 1, 1), term('anomalous-area', 0.5), term('declaration-mismatch', 4)],
};
const nothing: FusionInput = {
  strongestAnomaly: 1,
  secondAnomaly: 0,
  anomalousCells: 0,
  declarationMismatch: 0,
  emptiesResidual: 0,
  qualityDoubt: 0,
};

test('a scan like the average clean one has the risk of the intercept and no reasons', () => {
  expect(fuse(nothing, card)).toEqual({ probability: 1 / (1 + Math.exp(2)), reasons: [] });
});

test('the log-odds are the sum of the contributions, and the greatest comes first', () => {
  const { probability, reasons } = fuse({ ...nothing, strongestAnomaly: 2.5, declarationMismatch: 0.5 }, card);
  expect(probability).toBeCloseTo(1 / (1 + Math.exp(-1.5)), 12);
  expect(reasons).toEqual([
    { code: 'declaration-mismatch', contribution: 2 },
    { code: 'strongest-anomaly', contribution: 1.5 },
  ]);
});

test('more of anything never lowers the risk', () => {
  const before = fuse(nothing, card).probability;
  for (const feature of Object.keys(nothing) as (keyof FusionInput)[]) {
    expect(fuse({ ...nothing, [feature]: nothing[feature] + 1 }, card).probability).toBeGreaterThanOrEqual(before);
  }
});

test('the anomalous area begins where findings do, whatever the calibration says is one half', () => {
  const rule = { kind: 'anomaly' as const, cellFrom: -1, belowPeak: 2, minCells: 1, alarmFrom: 3 };
  expect(areaFrom({ findings: [rule, { ...rule, cellFrom: 2 }] })).toBe(-1);
});

test('a higher probability of a map for such loads alone becomes the risk, and is named first', () => {
  const risk = fuse({ ...nothing, strongestAnomaly: 2 }, card);
  const raised = raisedTo(risk, 0.9, card);
  expect(raised.probability).toBe(0.9);
  expect(raised.reasons).toEqual([
    { code: 'load-kind-anomaly', contribution: expect.closeTo(Math.log(9) + 1, 9) },
    { code: 'strongest-anomaly', contribution: 1 },
  ]);
});

test('a lower one changes nothing; one that is higher by a trifle, or still that of an average clean scan, is no reason', () => {
  const risk = fuse({ ...nothing, strongestAnomaly: 2 }, card);
  expect(raisedTo(risk, 0.2, card)).toEqual(risk);
  expect(raisedTo(risk, risk.probability + 0.001, card).reasons).toEqual(risk.reasons);
  expect(raisedTo({ probability: 0.04, reasons: [] }, 0.1, card)).toEqual({ probability: 0.1, reasons: [] });
});

test('a probability that is rounded to 1 leaves contributions finite', () => {
  expect(raisedTo({ probability: 0, reasons: [] }, 1, card).reasons[0]?.contribution).toBeCloseTo(29.6, 1);
});

test('what the records know raises a risk that is rounded to 0, and leaves one that is rounded to 1', () => {
  const known = { 'declaration-mismatch': 1 };
  expect(
    raisedRisk({ probability: 0, reasons: [] }, known, { 'declaration-mismatch': 30 }).probability,
  ).toBeGreaterThan(0.5);
  expect(raisedRisk({ probability: 1, reasons: [] }, known, { 'declaration-mismatch': 2 }).probability).toBe(1);
});
