import { expect, test } from 'vitest';
import { materialLookup } from './make-lookup.ts';
import { lookupOf, ShownMaterial, shownMaterial } from './shown.ts';
import { toyTable } from './toy-table.ts';

test('what a viewer is told of a table is the table’s own lookup, and its steel rises with attenuation', () => {
  const table = toyTable();
  const shown = ShownMaterial.parse(JSON.parse(JSON.stringify(shownMaterial(table))));
  expect(lookupOf(shown)).toEqual(materialLookup(table, { alphas: 192, ratios: 128 }));
  const { mm } = shown.steel;
  expect(mm[0]).toBe(0);
  expect(mm.every((value, i) => i === 0 || value >= (mm[i - 1] as number))).toBe(true);
});
