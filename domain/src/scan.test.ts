import { expect, test } from 'vitest';
import { canMove, move, SCAN_STATES, ScanId, type ScanState } from './scan.ts';

const reachable = (from: ScanState): Set<ScanState> => {
  const seen = new Set<ScanState>([from]);
  for (const state of seen) for (const to of SCAN_STATES) if (canMove(state, to)) seen.add(to);
  return seen;
};

test('once a line is stored no road leads to aborted or failed', () => {
  for (const state of ['scanning', 'analysing', 'awaiting-review', 'in-review', 'decided'] as const) {
    expect([...reachable(state)]).not.toContain('failed');
    expect([...reachable(state)]).not.toContain('aborted');
  }
});

test('no scan is decided that no analyst has held', () => {
  for (const from of SCAN_STATES) expect(canMove(from, 'decided')).toBe(from === 'in-review');
});

test('from every state with stored lines a scan still reaches a person', () => {
  for (const from of ['scanning', 'analysing'] as const) expect(reachable(from)).toContain('awaiting-review');
});

test('a step that the table does not know is refused by name', () => {
  expect(() => move('closed', 'scanning')).toThrow(expect.objectContaining({ code: 'scan-state' }));
});

test('a scan id is a ULID', () => {
  expect(ScanId.safeParse('01ARZ3NDEKTSV4RRFFQ69G5FAV').success).toBe(true);
  expect(ScanId.safeParse('01ARZ3NDEKTSV4RRFFQ69G5FAU').success).toBe(false);
  expect(ScanId.safeParse('../../etc/passwd').success).toBe(false);
});
