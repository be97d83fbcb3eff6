import { expect, test } from 'vitest';
import { ContainerNumber } from '../container.ts';
import type { Declaration } from '../declaration.ts';
import { FiledDeclaration } from './filed.ts';
import { type Filed, matchDeclarations, type Scanned } from './match.ts';

const FIRST = ContainerNumber.parse('CSQU3054383');
const SECOND = ContainerNumber.parse('MSKU0000006');
const DAY = 24 * 60 * 60_000;
const SCAN_AT = Date.parse('2026-11-23T08:00:00.000Z');

/** Declared so many days before the scan, and come the same moment. */
function filed(reference: string, days: number, more: Partial<Declaration> = {}): Filed {
  const atMs = SCAN_AT - days * DAY;
  const declaration = FiledDeclaration.parse({
    reference,
    containers: [FIRST],
    declaredAt: new Date(atMs).toISOString(),
    ...more,
  });
  return { declaration, version: 1, recordedAtMs: atMs, sinceMs: atMs };
}

const scan = (more: Partial<Scanned> = {}): Scanned => ({
  containers: [FIRST],
  atMs: SCAN_AT,
  declaration: null,
  ...more,
});
const found = (given: Scanned, ...list: Filed[]) => {
  const { state, candidates } = matchDeclarations(given, list);
  return [state, ...candidates.map(({ declaration }) => declaration.reference)];
};

test('a declaration made weeks before the truck came is that of its container', () => {
  expect(found(scan(), filed('A', 30))).toEqual(['one', 'A']);
});

test('the same container with other goods, a year ago or declared for next month, is another declaration', () => {
  expect(found(scan(), filed('last year', 365), filed('next month', -30))).toEqual(['none']);
});

test('what a declaration says of its validity counts for more than when it was made', () => {
  const validity = { validFrom: '2026-11-23T00:00:00.000Z', validTo: '2026-11-24T00:00:00.000Z' };
  expect(found(scan(), filed('A', 300, validity))).toEqual(['one', 'A']);
  expect(found(scan({ atMs: SCAN_AT + 2 * DAY }), filed('A', 0, validity))).toEqual(['none']);
});

test('of two that may be meant both are shown, and none is chosen', () => {
  expect(found(scan(), filed('B', 3), filed('A', 5))).toEqual(['several', 'A', 'B']);
});

test('two containers with one declaration each leave nothing in doubt', () => {
  const both = scan({ containers: [FIRST, SECOND] });
  const second = filed('B', 3, { containers: [SECOND] });
  expect(found(both, filed('A', 3), second)).toEqual(['one', 'A', 'B']);
  expect(matchDeclarations(both, [second]).undeclared).toEqual([FIRST]);
  expect(found(both, filed('A', 3, { containers: [FIRST, SECOND] }), second)).toEqual(['several', 'A', 'B']);
});

test('the order’s own declaration is a candidate like any other', () => {
  const { declaration } = filed('typed', 0);
  expect(found(scan({ declaration }))).toEqual(['one', 'typed']);
  expect(found(scan({ declaration }), filed('A', 3))).toEqual(['several', 'typed', 'A']);
});

test('an order’s declaration that has been filed under the same reference is not a second one', () => {
  const { declaration } = filed('A', 0);
  const { state, candidates } = matchDeclarations(scan({ declaration }), [filed('A', 3)]);
  expect(state).toBe('one');
  expect(candidates).toMatchObject([{ source: 'filed', version: 1 }]);
});

test('one that came after the scan is found, and said to be late', () => {
  const late = { ...filed('A', 2), recordedAtMs: SCAN_AT + DAY };
  expect(matchDeclarations(scan(), [late]).candidates).toMatchObject([{ late: true }]);
  expect(found(scan(), filed('A', -6))).toEqual(['one', 'A']);
});

test('a correction made long after the scan stays with it', () => {
  const corrected = { ...filed('A', -40), sinceMs: SCAN_AT - DAY };
  expect(found(scan(), corrected)).toEqual(['one', 'A']);
});

test('a scan without container numbers finds only what its order says', () => {
  const nameless = scan({ containers: [], declaration: { reference: 'typed', containers: [], seals: [], goods: [] } });
  expect(found(nameless, filed('A', 1))).toEqual(['one', 'typed']);
});
