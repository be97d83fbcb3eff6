import { expect, test } from 'vitest';
import { componentsOf } from './components.ts';

test('cells that touch at a corner are one component, others are their own', () => {
  const map = columnsFrom(['9..5', '.7..', '....', '...6']);
  expect(componentsOf(map, 4, 500)).toEqual([
    { cells: 2, peak: 900, left: 0, right: 1, top: 0, bottom: 1 },
    { cells: 1, peak: 500, left: 3, right: 3, top: 0, bottom: 0 },
    { cells: 1, peak: 600, left: 3, right: 3, top: 3, bottom: 3 },
  ]);
});

test('a ring is one component', () => {
  expect(componentsOf(columnsFrom(['777', '7.7', '777']), 3, 700)).toMatchObject([{ cells: 8, right: 2, bottom: 2 }]);
});

test('nothing is found in an empty map', () => {
  expect(componentsOf(new Int16Array(0), 3, 1)).toEqual([]);
});

/** Rows as people write them, cells column by column as maps hold them. */
function columnsFrom(rows: string[]): Int16Array {
  const columns = rows[0]?.length ?? 0;
  return Int16Array.from({ length: columns * rows.length }, (_, i) => {
    const character = rows[i % rows.length]?.[Math.floor(i / rows.length)] ?? '.';
    return character === '.' ? 0 : Number(character) * 100;
  });
}
