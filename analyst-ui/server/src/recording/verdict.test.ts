import { baselinePolicy } from '@h986/domain';
import { expect, test } from 'vitest';
import { newScanId, orderOf, resultOf } from '../testing/hand-made.ts';
import { recordedVerdict } from './verdict.ts';

const policy = { name: 'default', version: '1.0.0' };
const order = orderOf(newScanId());

test('a clear result whose model did not run is recorded as inconclusive', () => {
  const failed = { name: 'outlier', version: '1.0.0', state: 'failed' as const, reason: 'worker-exited', digest: null };
  const integrity = { ...failed, name: 'integrity', state: 'ran' as const, reason: '' };
  const verdict = recordedVerdict(resultOf(order, { runs: [integrity, failed] }), baselinePolicy);
  expect(verdict.kind).toBe('inconclusive');
  expect(verdict.reasons).toEqual([{ code: 'algorithm-failed', subject: 'outlier', detail: 'worker-exited' }]);
});

test('what the pipeline holds against a scan is never softened', () => {
  const reasons = [{ code: 'finding' as const, subject: 'f1', detail: 'dense' }];
  const verdict = recordedVerdict(resultOf(order, { verdict: { kind: 'suspicious', reasons, policy } }));
  expect(verdict).toEqual({ kind: 'suspicious', reasons, policy });
});

test('a result is held against the policy that it names, and an unknown one against our own', () => {
  const clear = { kind: 'clear' as const, reasons: [] };
  const run = { name: 'integrity', version: '1.0.0', state: 'ran' as const, reason: '', digest: null };
  const missing = (name: string) =>
    recordedVerdict(resultOf(order, { runs: [run], verdict: { ...clear, policy: { name, version: '1.0.0' } } }))
      .reasons;
  expect(missing('baseline').map(({ subject }) => subject)).toEqual(['outlier']);
  expect(missing('trained').map(({ subject }) => subject)).toEqual(
    expect.arrayContaining(['locator', 'cargoseg', 'quality']),
  );
  expect(missing('nobody knows').length).toBeGreaterThan(0);
});

test('a scan cut short is never recorded as clear', () => {
  expect(recordedVerdict(resultOf(order, { extent: 'partial' })).kind).toBe('inconclusive');
  expect(recordedVerdict(resultOf(order, { linesLost: [{ from: 3, to: 3 }] })).kind).toBe('inconclusive');
});
