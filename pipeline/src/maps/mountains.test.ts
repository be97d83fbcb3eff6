import { expect, test } from 'vitest';
import { mountainsOf } from './mountains.ts';

const options = { from: 200, belowPeak: 200 };

test('a ragged object is one mountain, its box around what lies less than two below the top', () => {
  const map = columnsFrom(['.2345.', '.2749.', '.2375.', '......']);
  expect(mountainsOf(map, 4, options)).toMatchObject([{ peak: 900, cells: 3, left: 2, right: 4, top: 1, bottom: 2 }]);
});

test('a shoulder is no mountain of its own, a top beyond a valley is', () => {
  expect(mountainsOf(columnsFrom(['9.8789', '977789']), 2, options)).toMatchObject([{ peak: 900, cells: 11 }]);
  expect(mountainsOf(columnsFrom(['9989555889']), 1, options)).toMatchObject([
    { peak: 900, left: 0, right: 3 },
    { peak: 900, left: 7, right: 9 },
  ]);
});

test('a slope that falls slowly gives one mountain, not one every two steps', () => {
  expect(mountainsOf(columnsFrom(['98765432']), 1, options)).toMatchObject([{ peak: 900, left: 0, right: 2 }]);
});

test('nothing below the level from which on cells belong to findings is found', () => {
  expect(mountainsOf(columnsFrom(['1111', '....']), 2, options)).toEqual([]);
});

/** Rows as people write them, cells column by column as maps hold them. */
function columnsFrom(rows: string[]): Int16Array {
  const columns = rows[0]?.length ?? 0;
  return Int16Array.from({ length: columns * rows.length }, (_, i) => {
    const character = rows[i % rows.length]?.[Math.floor(i / rows.length)] ?? '.';
    return character === '.' ? -1000 : Number(character) * 100;
  });
}
