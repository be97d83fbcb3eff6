import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AlgorithmRun, RUN_STATES } from './algorithm.ts';
import type { Finding } from './finding.ts';
import type { Observation } from './load/index.ts';
import { trainedReadings } from './trained-rules.ts';
import {
  baselinePolicy,
  type Evidence,
  graver,
  type Policy,
  policyNamed,
  trainedPolicy,
  verdictOf,
} from './verdict.ts';

const run = (name: string, state: AlgorithmRun['state'] = 'ran', reason = ''): AlgorithmRun => ({
  name,
  version: '1.0.0',
  state,
  reason,
  digest: null,
});
const finding = (score: number): Finding => ({
  id: 'f1',
  kind: 'outlier-dense',
  score,
  boxPx: { x: 0, y: 0, w: 1, h: 1 },
  boxMm: { x: 0, y: 0, w: 1, h: 1 },
  reason: { code: 'denser', values: {} },
  algorithm: { name: 'outlier', version: '1.0.0', digest: null },
});
const good: Evidence = {
  runs: [run('integrity'), run('outlier')],
  findings: [],
  whole: true,
  lines: 1000,
  linesLost: 0,
};
const kindOf = (change: Partial<Evidence>) => verdictOf({ ...good, ...change }, baselinePolicy).kind;

test('a whole scan on which everything required ran and found nothing is clear', () => {
  expect(verdictOf(good, baselinePolicy)).toMatchObject({ kind: 'clear', reasons: [] });
});

test('a finding at its threshold makes a scan suspicious, one below does not', () => {
  expect(kindOf({ findings: [finding(0.5)] })).toBe('suspicious');
  expect(kindOf({ findings: [finding(0.49)] })).toBe('clear');
});

test('a finding that brings its own alarm makes a scan suspicious from there on, whatever its score', () => {
  const anomaly = (alarm?: Finding['alarm']): Finding => ({
    ...finding(0.1),
    kind: 'anomaly',
    ...(alarm && { alarm }),
  });
  expect(kindOf({ findings: [anomaly({ value: 3, from: 3 })] })).toBe('suspicious');
  expect(kindOf({ findings: [anomaly({ value: 2.99, from: 3 })] })).toBe('clear');
  // Without the figures nothing says that it is harmless.
  expect(kindOf({ findings: [anomaly()] })).toBe('suspicious');
});

test('with trained models the locator and the map must have run, and the contrast detector need not', () => {
  const readings = trainedReadings.map(({ name }) => name);
  const trained = (...names: string[]) =>
    verdictOf({ ...good, runs: [...names, ...readings].map((name) => run(name)) }, trainedPolicy);
  expect(trained('integrity', 'locator', 'cargoseg').kind).toBe('clear');
  expect(trained('integrity', 'cargoseg', 'outlier').reasons).toMatchObject([
    { code: 'algorithm-missing', subject: 'locator' },
  ]);
});

test('a policy is found by its name, and an unknown name gives none', () => {
  expect(policyNamed('trained')).toBe(trainedPolicy);
  expect(policyNamed('lenient')).toBeNull();
});

test.each([
  ['a model failed', { runs: [run('integrity'), run('outlier', 'failed', 'worker-exited')] }],
  ['a model was killed by the deadline', { runs: [run('integrity'), run('outlier', 'timed-out')] }],
  ['a model never reported', { runs: [run('integrity')] }],
  ['one of two runs of a model failed', { runs: [run('integrity'), run('outlier'), run('outlier', 'failed')] }],
  ['not applicable for a reason nobody accepted', { runs: [run('integrity'), run('outlier', 'not-applicable', 'x')] }],
  ['the scan is partial', { whole: false }],
  ['a line is lost', { linesLost: 1 }],
  ['there is not a single line', { lines: 0 }],
])('inconclusive, never clear: %s', (_, change) => {
  expect(kindOf(change)).toBe('inconclusive');
});

test('a reason that the policy accepts lets an algorithm be not applicable', () => {
  const policy = { ...baselinePolicy, required: [{ name: 'outlier', acceptNotApplicable: ['empty-container'] }] };
  const runs = [run('outlier', 'not-applicable', 'empty-container')];
  expect(verdictOf({ ...good, runs }, policy).kind).toBe('clear');
});

test('whatever is missing, a verdict is clear only if every required algorithm ran', () => {
  const anyRun = fc.record({
    name: fc.constantFrom('integrity', 'outlier', 'other'),
    version: fc.constant('1.0.0'),
    state: fc.constantFrom(...RUN_STATES),
    reason: fc.constantFrom('', 'empty-container'),
    digest: fc.constant(null),
  });
  fc.assert(
    fc.property(fc.array(anyRun, { maxLength: 6 }), fc.boolean(), fc.nat({ max: 3 }), (runs, whole, linesLost) => {
      const { kind } = verdictOf({ runs, findings: [], whole, lines: 10, linesLost }, baselinePolicy);
      const allRan = baselinePolicy.required.every(({ name }) => {
        const own = runs.filter((r) => r.name === name);
        return own.length > 0 && own.every((r) => r.state === 'ran');
      });
      expect(kind === 'clear').toBe(allRan && whole && linesLost === 0);
    }),
  );
});

test('a later stage can only be graver', () => {
  expect(graver('suspicious', 'clear')).toBe('suspicious');
  expect(graver('clear', 'inconclusive')).toBe('inconclusive');
});

describe('what the load says', () => {
  const heavier: Observation = {
    code: 'heavier-than-declared',
    algorithm: 'declaration',
    container: 0,
    values: { excessKg: 2_000 },
    names: {},
  };
  const policy: Policy = {
    ...baselinePolicy,
    observations: [
      {
        code: 'heavier-than-declared',
        when: [{ value: 'excessKg', atLeast: 1_500 }],
        makes: 'suspicious',
        weight: 0.6,
      },
      { code: 'quality-usable', when: [], makes: 'inconclusive', weight: 0.2 },
    ],
  };
  const said = (observations: Observation[], findings: Finding[] = []) =>
    verdictOf({ ...good, observations, findings }, policy);

  test('makes a scan suspicious where a rule of the policy says so, and is told with its container', () => {
    const { kind, reasons } = said([heavier]);
    expect(kind).toBe('suspicious');
    expect(reasons).toEqual([{ code: 'observation', subject: 'heavier-than-declared', detail: '0' }]);
  });

  test('weighs nothing below the bounds of its rule, or without one', () => {
    expect(said([{ ...heavier, values: { excessKg: 1_499 } }]).kind).toBe('clear');
    expect(said([{ ...heavier, code: 'lighter-than-declared' }]).kind).toBe('clear');
  });

  test('whose figure is missing is held against the scan: nothing says that it is harmless', () => {
    expect(said([{ ...heavier, values: {} }]).kind).toBe('suspicious');
  });

  test('stands among the findings by its weight', () => {
    const subjects = said([heavier], [finding(0.5), { ...finding(0.9), id: 'f2' }]).reasons.map(
      ({ subject }) => subject,
    );
    expect(subjects).toEqual(['f2', 'heavier-than-declared', 'f1']);
  });
});
