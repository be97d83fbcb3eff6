import { describe, expect, test } from 'vitest';
import { raisedRisk } from '../fusion.ts';
import type { Observation } from '../load/observation.ts';
import { type Evidence, type Policy, trainedPolicy, type Verdict } from '../verdict.ts';
import { isGraverThan, joinedVerdict } from './joined-verdict.ts';
import { heaviest, knownRisk } from './known-risk.ts';

const policy: Policy = {
  ...trainedPolicy,
  requiredInRecords: [{ name: 'declaration-mass', acceptNotApplicable: ['nothing-declared'] }],
  observations: [
    { code: 'heavier-than-declared', when: [{ value: 'excessKg', atLeast: 5_000 }], makes: 'suspicious', weight: 0.6 },
    { code: 'not-declared', when: [], makes: 'inconclusive', weight: 0.3 },
  ],
};
const named = { name: policy.name, version: policy.version };
const clear: Verdict = { kind: 'clear', reasons: [], policy: named };
const ran = { name: 'declaration-mass', version: '1.0.0', state: 'ran' as const, reason: '', digest: null };
const observation = (code: Observation['code'], values: Record<string, number> = {}): Observation => ({
  code,
  algorithm: 'declaration-mass',
  container: 0,
  values,
  names: {},
});
const evidence = (more: Partial<Evidence> = {}): Evidence => ({
  runs: [ran],
  findings: [],
  whole: true,
  lines: 10,
  linesLost: 0,
  ...more,
});
const heavier = observation('heavier-than-declared', { excessKg: 6_000 });

describe('the verdict of result and records together', () => {
  test('is the recorded one where nothing more is known', () => {
    expect(joinedVerdict(clear, evidence(), policy)).toEqual(clear);
  });

  test('is never softer than what was recorded, and keeps its reasons beside the new ones', () => {
    const failed = { code: 'algorithm-failed' as const, subject: 'cargoseg', detail: 'worker-exited' };
    const doubtful: Verdict = { ...clear, kind: 'inconclusive', reasons: [failed] };
    expect(joinedVerdict(doubtful, evidence(), policy)).toEqual(doubtful);
    const said = { code: 'observation', subject: 'heavier-than-declared', detail: '0' };
    expect(joinedVerdict(doubtful, evidence({ observations: [heavier] }), policy)).toMatchObject({
      kind: 'suspicious',
      reasons: [said, failed],
    });
    const found = { code: 'finding' as const, subject: 'f1', detail: '' };
    const suspicious: Verdict = { ...clear, kind: 'suspicious', reasons: [found] };
    const undeclared = observation('not-declared');
    expect(joinedVerdict(suspicious, evidence({ observations: [undeclared] }), policy)).toMatchObject({
      kind: 'suspicious',
      reasons: [found, { subject: 'not-declared' }],
    });
  });

  test('is not clear where a comparison failed, unless it does not apply for an accepted reason', () => {
    const kind = (state: 'failed' | 'not-applicable', reason: string) =>
      joinedVerdict(clear, evidence({ runs: [{ ...ran, state, reason }] }), policy).kind;
    expect(kind('failed', 'encoder-output')).toBe('inconclusive');
    expect(kind('not-applicable', 'nothing-declared')).toBe('clear');
    expect(kind('not-applicable', 'something-else')).toBe('inconclusive');
  });
});

test('a verdict becomes graver by its kind or by a new grave reason, not by another doubt', () => {
  const of = (...observations: Observation[]) => joinedVerdict(clear, evidence({ observations }), policy);
  const doubt = of(observation('not-declared'));
  const grave = of(heavier);
  expect(isGraverThan(doubt, clear, policy)).toBe(true);
  expect(isGraverThan(clear, grave, policy)).toBe(false);
  expect(isGraverThan(of(heavier, observation('not-declared')), grave, policy)).toBe(false);
  const both = of(heavier, { ...heavier, container: 1 });
  expect(isGraverThan(both, grave, policy)).toBe(true);
});

describe('the risk', () => {
  test('of a half with log-odds of 2 at its worst becomes 0.69 where the weight is 0.4, and says why', () => {
    const known = knownRisk([heavier], {
      ...policy,
      observations: [{ code: 'heavier-than-declared', when: [], makes: 'suspicious', weight: 0.4 }],
    });
    const risk = raisedRisk({ probability: 0.5, reasons: [] }, known, { 'declaration-mismatch': 2 });
    expect(risk.probability).toBeCloseTo(1 / (1 + Math.exp(-0.8)), 9);
    expect(risk.reasons).toEqual([{ code: 'declaration-mismatch', contribution: 0.8 }]);
  });

  test('is never lowered, and stays what it is where nothing is known', () => {
    const risk = { probability: 1, reasons: [{ code: 'strongest-anomaly' as const, contribution: 3 }] };
    expect(raisedRisk(risk, knownRisk([], policy), { 'declaration-mismatch': 2 })).toEqual(risk);
  });

  test('is raised by nothing that the policy gives no weight', () => {
    const light = observation('heavier-than-declared', { excessKg: 4_999 });
    expect(knownRisk([light], policy)['declaration-mismatch']).toBe(0);
    expect(heaviest([light, observation('not-declared')], policy)).toBe(0);
    expect(heaviest([heavier], policy)).toBe(0.6);
  });
});
