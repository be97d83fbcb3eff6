import type { Finding, Verdict } from '@h986/domain';
import { expect, test } from 'vitest';
import { apart } from './below-threshold.ts';

const verdictOf = (name: string, ...grave: string[]): Verdict => ({
  kind: grave.length > 0 ? 'suspicious' : 'clear',
  reasons: grave.map((subject) => ({ code: 'finding', subject, detail: '' })),
  policy: { name, version: '1.0.0' },
});
const found = (id: string, kind: string, score: number, alarm?: Finding['alarm']) =>
  ({ id, kind, score, ...(alarm && { alarm }) }) as Finding;
const ids = ({ above, below }: ReturnType<typeof apart>) => [above, below].map((list) => list.map(({ id }) => id));

test('a place whose value does not reach the one from which its model alarms is below, however high its score', () => {
  const findings = [
    found('likely', 'anomaly', 0.64, { value: 2.9, from: 3 }),
    found('at', 'anomaly', 0.6, { value: 3, from: 3 }),
  ];
  expect(ids(apart(findings, verdictOf('trained', 'at')))).toEqual([['at'], ['likely']]);
});

test('what weighed in the verdict is never below, and lost lines are no belief of a model', () => {
  const findings = [found('a', 'anomaly', 0.1, { value: 1, from: 3 }), found('lost', 'lines-lost', 0.2)];
  expect(ids(apart(findings, verdictOf('trained', 'a')))).toEqual([['a', 'lost'], []]);
});

test('without a value of its own a score is held against the policy', () => {
  const findings = [found('a', 'outlier-dense', 0.7), found('b', 'outlier-thin', 0.4)];
  expect(ids(apart(findings, verdictOf('default', 'a')))).toEqual([['a'], ['b']]);
  expect(ids(apart(findings, verdictOf('unknown')))).toEqual([['a'], ['b']]);
});
