import { expect, test } from 'vitest';
import type { ScanRow } from '../records/tables.ts';
import { FIRST, newScanId } from '../testing/hand-made.ts';
import type { Facts } from './facts.ts';
import { nextSteps } from './next-steps.ts';

const START = Date.parse('2026-11-23T08:00:00.000Z');
const limits = { ORDER_TTL_MS: 120_000, LEASE_MS: 1, NO_PROGRESS_MS: 60_000, ARMED_MS: 120_000, NO_RESULT_MS: 120_000 };
const nothing: Facts = { ordered: true, armed: false, refused: null, strips: 0, seal: null, results: [] };
const row: ScanRow = {
  scan_id: newScanId(START),
  lane: 'lane-1',
  origin: 'ordered',
  state: 'ordered',
  containers: [],
  plate: null,
  declaration: null,
  ordered_at: new Date(START),
  triggered_at: new Date(START),
  expires_at: new Date(START + 120_000),
  due_at: new Date(START + 120_000),
  abort_asked_at: null,
  armed_at: null,
  verdict: null,
  top_score: 0,
  extent: null,
  lines: null,
  lines_lost: null,
  revision: null,
  decision: null,
  stage: 'first',
  round: 1,
  reason: '',
  purpose: 'cargo',
  scanner_check: null,
  updated_at: new Date(START),
};
const steps = (change: Partial<ScanRow>, facts: Partial<Facts>, { quietMs = 0, afterMs = 0 } = {}) =>
  nextSteps(
    { ...row, ...change },
    { ...nothing, ...facts },
    { quietMs, sealedMs: 0 },
    new Date(START + afterMs),
    limits,
  );

test('a scan said to have begun, of which no line is stored, is never given up as failed', () => {
  const refused = { v: 1, scanId: newScanId(), reason: 'scanner-gone', detail: '', at: '' } as const;
  expect(steps({ state: 'scanning' }, {}, { afterMs: 3_600_000 })).toEqual([]);
  expect(steps({ state: 'scanning' }, {}, { quietMs: 60_000 })).toEqual([{ kind: 'to-person', reason: 'no-progress' }]);
  expect(steps({ state: 'scanning' }, { refused })).toEqual([{ kind: 'to-person', reason: 'scanner-gone' }]);
});

test('an order gets a moment’s grace after its end, in which its bridge may say that it armed', () => {
  expect(steps({}, {}, { afterMs: 124_999 })).toEqual([{ kind: 'order-again' }]);
  expect(steps({}, {}, { afterMs: 125_000 })).toEqual([{ kind: 'move', to: 'failed', reason: 'order-expired' }]);
});

test('an order that was to be stopped and never armed ends as aborted', () => {
  const abort_asked_at = new Date(START + 1_000);
  expect(steps({ abort_asked_at }, {}, { afterMs: 125_000 })).toEqual([
    { kind: 'move', to: 'aborted', reason: 'aborted-by-operator' },
  ]);
});

test('while the truck moves the wish to stop is repeated', () => {
  const abort_asked_at = new Date(START + 1_000);
  expect(steps({ state: 'scanning', abort_asked_at }, { strips: 3 })).toContainEqual({ kind: 'order-again' });
});

test('a scan with a recorded result needs nothing more', () => {
  expect(steps({ state: 'awaiting-review', revision: FIRST }, { strips: 3 }, { quietMs: 100_000 })).toEqual([]);
});
