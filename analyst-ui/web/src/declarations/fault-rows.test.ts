import { expect, test } from 'vitest';
import { formatOf, rowsOf } from './fault-rows.ts';

test('a fault looks the same whether the file was refused or kept in part', () => {
  const place = { line: 3, reference: 'B' };
  const kept = rowsOf([{ code: 'container-number-check-digit', field: 'container', ...place }]);
  const refused = rowsOf([{ code: 'container-number-check-digit', path: 'container', ...place }]);
  expect(kept).toEqual(refused);
  expect(kept).toEqual([{ code: 'container-number-check-digit', field: 'container', segment: undefined, ...place }]);
});

test.each([
  ['Manifest.EDI', 'cuscar'],
  ['a.b.csv', 'csv'],
  ['x.json', 'json'],
  ['x.xlsx', null],
  ['', null],
])('a file named "%s" is taken for %s', (name, format) => {
  expect(formatOf(name)).toBe(format);
});
