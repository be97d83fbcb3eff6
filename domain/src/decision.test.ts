import { expect, test } from 'vitest';
import { NewDecision } from './decision.ts';

const faultsOf = (decision: unknown) => NewDecision.safeParse(decision).error?.issues.map((issue) => issue.message);

test('a decision needs a reason of its own kind', () => {
  expect(faultsOf({ kind: 'release', reason: 'suspected-concealment', revision: null })).toEqual([
    'decision-reason-unknown',
  ]);
  expect(faultsOf({ kind: 'inspect', reason: 'suspected-concealment', revision: null })).toBeUndefined();
});

test('a reason that is not on the list needs words', () => {
  expect(faultsOf({ kind: 'rescan', reason: 'other', text: '  ', revision: null })).toEqual(['decision-text-missing']);
});
