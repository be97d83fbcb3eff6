import { AUDIT_GENESIS, type AuditEvent } from '@h986/domain';
import { expect, test } from 'vitest';
import { en } from '../i18n/en.ts';
import { zhCN } from '../i18n/zh-CN.ts';
import { eventWords } from './event-words.ts';

const event = (action: AuditEvent['action'], detail: AuditEvent['detail']): AuditEvent => ({
  seq: 1,
  at: '2026-11-23T10:00:00Z',
  actor: 'li',
  action,
  subject: '',
  detail,
  previous: AUDIT_GENESIS,
  hash: AUDIT_GENESIS,
});

test('a decision reads as what was decided, why, and in whose words', () => {
  const decided = event('decision', { kind: 'inspect', reason: 'suspected-concealment', text: 'look behind row 3' });

  expect(eventWords(decided, en)).toBe('Decided · Inspect · Concealment suspected · look behind row 3');
  expect(eventWords(decided, zhCN)).toBe('作出处置决定 · 查验 · 疑似夹藏 · look behind row 3');
});

test('an inspection reads with its places and the instruction, a mark with what it is and says', () => {
  const id = '01J00000000000000000000001';
  const inspection = { scope: 'marked', marks: [id], instruction: 'unload to row 3' };
  const decided = event('decision', { kind: 'inspect', reason: 'suspected-concealment', text: '', inspection });
  expect(eventWords(decided, en)).toBe(
    'Decided · Inspect · Concealment suspected · Inspect: the marked places (1) · unload to row 3',
  );
  expect(eventWords(decided, zhCN)).toContain('标记位置（1 处） · unload to row 3');
  expect(eventWords(event('mark-set', { id, kind: 'note', points: [], text: 'wire' }), en)).toBe(
    'Mark drawn · Note · wire',
  );
});

test('a change of state names both states, and the reason where there is one', () => {
  expect(eventWords(event('scan-state', { from: 'armed', to: 'failed', reason: 'scanner-gone' }), en)).toBe(
    'State changed · Armed → Failed · The scanner was not reachable',
  );
});

test('an event whose detail is not what it used to be is still read', () => {
  expect(eventWords(event('scan-ordered', { lane: 7, containers: null }), en)).toBe('Scan ordered');
});

test('a comparison names the versions that it was made with, what was said, and what followed', () => {
  const compared = event('scan-compared', {
    declarations: [
      { source: 'filed', reference: '26CN0001', version: 2 },
      { source: 'order', reference: 'typed', version: null },
    ],
    observations: [{ code: 'heavier-than-declared' }],
    verdict: { kind: 'suspicious' },
  });
  expect(eventWords(compared, en)).toBe(
    'Held against declaration and other scans · 26CN0001 v2 + typed · Heavier than declared · Suspicious',
  );
});
