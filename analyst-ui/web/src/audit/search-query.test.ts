import { expect, test } from 'vitest';
import { queryOf } from './search-query.ts';

test('an empty form asks for everything', () => {
  expect(Object.values(queryOf(new FormData())).filter((value) => value !== undefined)).toEqual([]);
});

test('a day is searched from its first to its last millisecond of local time', () => {
  const form = new FormData();
  form.set('from', '2026-11-23');
  form.set('to', '2026-11-23');
  const { from, to } = queryOf(form);

  expect(from).toBe(new Date(2026, 10, 23).toISOString());
  expect(Date.parse(to ?? '') - Date.parse(from ?? '')).toBe(24 * 3_600_000 - 1);
});

test('container numbers are searched as written in records, unknown kinds not at all', () => {
  const form = new FormData();
  for (const [name, value] of [
    ['container', ' msku 000 '],
    ['kind', 'release'],
    ['verdict', 'nonsense'],
  ] as const) {
    form.set(name, value);
  }

  expect(queryOf(form)).toMatchObject({ container: 'MSKU000', kind: 'release', verdict: undefined });
});
