import type { ScanSummary } from '@h986/domain';
import { expect, test } from 'vitest';
import { en } from '../i18n/en.ts';
import { createFormat } from '../i18n/format.ts';
import { zhCN } from '../i18n/zh-CN.ts';
import { urgencyWords } from './urgency.ts';

const triggered = Date.parse('2026-11-23T10:00:00Z');
const waiting = {
  state: 'awaiting-review',
  triggeredAt: '2026-11-23T10:00:00Z',
  dueAt: '2026-11-23T10:02:00Z',
} as ScanSummary;

test('a scan in its budget shows the seconds left, rounded up so that 0 is never shown too early', () => {
  expect(urgencyWords(waiting, triggered + 59_001, en, createFormat('en'))).toEqual({
    text: '61 s left',
    overdue: false,
  });
});

test('past its budget a scan shows by how much', () => {
  expect(urgencyWords(waiting, triggered + 185_000, en, createFormat('en')).text).toBe('overdue by 1:05');
  expect(urgencyWords(waiting, triggered + 185_000, zhCN, createFormat('zh-CN'))).toEqual({
    text: '已超时 1:05',
    overdue: true,
  });
});

test('what has been decided, or was never triggered, has no budget', () => {
  for (const scan of [
    { ...waiting, state: 'decided' },
    { ...waiting, triggeredAt: null, dueAt: null },
  ]) {
    expect(urgencyWords(scan as ScanSummary, triggered, en, createFormat('en')).text).toBe('');
  }
});
