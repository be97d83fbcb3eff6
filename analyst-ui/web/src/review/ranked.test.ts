import type { Finding, Verdict } from '@h986/domain';
import { expect, test } from 'vitest';
import { boxesOf, groupedReasons, ranked } from './ranked.ts';

const box = { x: 1, y: 2, w: 3, h: 4 };
const finding = (id: string, score: number) => ({ id, score, kind: 'outlier-dense', boxPx: box }) as Finding;
const findings = ranked([finding('f1', 0.3), finding('f2', 0.9), finding('f3', 0.6)]);
const verdict: Verdict = {
  kind: 'suspicious',
  policy: { name: 'default', version: '1.0.0' },
  reasons: [
    { code: 'finding', subject: 'f2', detail: '' },
    { code: 'finding', subject: 'f3', detail: '' },
    { code: 'partial-scan', subject: '', detail: '' },
    { code: 'algorithm-failed', subject: 'outlier', detail: '' },
  ],
};

test('the gravest finding is number one, in the list and at its box', () => {
  expect(boxesOf(findings, verdict).map(({ id, label, weak }) => [id, label, weak])).toEqual([
    ['f2', '1', false],
    ['f3', '2', false],
    ['f1', '3', true],
  ]);
});

test('reasons keep their order: an observation stands between findings where it weighs so', () => {
  const [first, second, ...rest] = verdict.reasons as Verdict['reasons'][number][];
  const heavier = { code: 'observation' as const, subject: 'heavier-than-declared', detail: '0' };
  const mixed = { ...verdict, reasons: [first, heavier, second, ...rest] } as Verdict;
  expect(groupedReasons(mixed, findings).slice(0, 3)).toEqual([
    { code: 'finding', subjects: ['1'] },
    { code: 'observation', subjects: ['heavier-than-declared'], detail: '0' },
    { code: 'finding', subjects: ['2'] },
  ]);
});

test('reasons are told once each, findings by their numbers', () => {
  expect(groupedReasons(verdict, findings)).toEqual([
    { code: 'finding', subjects: ['1', '2'] },
    { code: 'partial-scan', subjects: [] },
    { code: 'algorithm-failed', subjects: ['outlier'] },
  ]);
});
