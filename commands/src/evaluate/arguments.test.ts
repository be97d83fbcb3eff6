import { expect, test } from 'vitest';
import { readArguments } from './arguments.ts';

test('without a word the known kinds are judged, one process a core, and the look is written down', () => {
  const wanted = readArguments([]);
  expect(wanted.suites.map(({ name }) => name)).toEqual(['same']);
  expect(wanted.ledger).toMatch(/models\/ledger\.jsonl$/);
  expect(wanted.seed).toBeUndefined();
});

test('all suites are all but the small one', () => {
  const names = readArguments(['--suite', 'all']).suites.map(({ name }) => name);
  expect(names).toContain('odd-harmless');
  expect(names).not.toContain('ci');
});

test.each([
  ['suite-unknown', ['--suite', 'easy']],
  ['evaluation-seed', ['--seed', '7']],
  ['usage', ['--scans', '0']],
  ['usage', ['--suite', 'real']],
  ['usage', ['--fast']],
])('%s: %j', (code, args) => {
  expect(() => readArguments(args)).toThrow(expect.objectContaining({ code }));
});
