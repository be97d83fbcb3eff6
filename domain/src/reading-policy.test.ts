import { expect, test } from 'vitest';
import { readingPolicies, stageAfter, wantsSecondReading } from './reading-policy.ts';

const { single, guarded, double } = readingPolicies;
const released = { kind: 'release', verdict: 'suspicious' } as const;

test('a release against a suspicious verdict is read again where the policy guards it, an inspection is not', () => {
  expect(wantsSecondReading(released, guarded, 0.5)).toBe(true);
  expect(wantsSecondReading({ ...released, kind: 'inspect' }, guarded, 0.5)).toBe(false);
  expect(wantsSecondReading(released, single, 0)).toBe(false);
});

test('of all others a share is drawn', () => {
  const clear = { kind: 'release', verdict: 'clear' } as const;
  expect(wantsSecondReading(clear, guarded, 0.019)).toBe(true);
  expect(wantsSecondReading(clear, guarded, 0.02)).toBe(false);
});

test('a scan that no machine could judge counts as inconclusive', () => {
  expect(wantsSecondReading({ kind: 'release', verdict: null }, double, 1)).toBe(true);
  expect(wantsSecondReading({ kind: 'release', verdict: null }, guarded, 0.5)).toBe(false);
});

test('two who agree decide; two who do not hand the scan to a panel, whose word is the last', () => {
  const of = { policy: guarded, drawn: 0.5 };
  expect(stageAfter('first', released, { ...of, earlier: [] })).toBe('second');
  expect(stageAfter('second', released, { ...of, earlier: ['release'] })).toBe('decided');
  expect(stageAfter('second', released, { ...of, earlier: ['inspect'] })).toBe('panel');
  expect(stageAfter('panel', released, { ...of, earlier: ['inspect', 'release'] })).toBe('decided');
});
