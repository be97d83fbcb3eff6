import { expect, test } from 'vitest';
import { neighbour } from './neighbour.ts';

const scans = ['a', 'b', 'c', 'd'].map((scanId) => ({
  scanId: scanId as never,
  heldBy: scanId === 'c' ? 'li' : null,
  decision: null,
}));
const from = (open: string | null, by: 1 | -1) => neighbour(scans, open, by)?.scanId ?? null;

test('the next scan is the one below that nobody holds, and after the last the first', () => {
  expect([from('a', 1), from('b', 1), from('d', 1)]).toEqual(['b', 'd', 'a']);
});

test('the previous scan is the one above that nobody holds, and before the first the last', () => {
  expect([from('d', -1), from('b', -1), from('a', -1)]).toEqual(['b', 'a', 'd']);
});

test('with nothing open, or a scan that has left the list, the most urgent comes next', () => {
  expect([from(null, 1), from('gone', 1), from(null, -1)]).toEqual(['a', 'a', 'd']);
});

test('where no other waits there is no next', () => {
  expect(neighbour(scans.slice(2, 3), null, 1)).toBeNull();
  expect(neighbour(scans.slice(0, 1), 'a', 1)).toBeNull();
});
