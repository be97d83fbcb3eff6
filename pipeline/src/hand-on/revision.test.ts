import { baselinePolicy } from '@h986/domain';
import { expect, test } from 'vitest';
import { revision } from './revision.ts';

const model = (name: string, sha256: string) => ({
  name,
  version: '1.0.0',
  state: 'active' as const,
  sha256,
  thresholds: null,
});
const inUse = [model('outlier', 'a'.repeat(64)), model('segments', 'b'.repeat(64))];
const of = { counter: 1, inUse, policy: baselinePolicy };

test('a revision is the same in whichever order the models are named', () => {
  expect(revision({ ...of, inUse: inUse.toReversed() }, 'o')).toBe(revision(of, 'o'));
});

test('another model, policy, order or counter is another revision', () => {
  const others = [
    revision({ ...of, inUse: inUse.slice(1) }, 'o'),
    revision({ ...of, policy: { ...baselinePolicy, version: '1.0.1' } }, 'o'),
    revision(of, 'p'),
    revision({ ...of, counter: 2 }, 'o'),
    revision({ ...of, inUse: inUse.map((one) => ({ ...one, thresholds: 'c'.repeat(64) })) }, 'o'),
    revision({ ...of, inUse: inUse.map((one) => ({ ...one, rules: 'd'.repeat(64) })) }, 'o'),
    revision({ ...of, inUse: inUse.map((one) => ({ ...one, state: 'shadow' as const })) }, 'o'),
    revision({ ...of, tables: { digest: 'e'.repeat(64) } }, 'o'),
  ];
  expect(new Set([revision(of, 'o'), ...others]).size).toBe(9);
  expect(others[3]).toMatch(/^2-[0-9a-f]{12}$/);
});
