import { expect, test } from 'vitest';
import { cargoClassOf } from './cargo-class.ts';

const names = ['empty', 'rice', 'cars'];
const load = (...appearance: number[]) => ({
  load: { classes: names.map((name) => ({ name, chapters: [] })), appearance, parts: [], embedding: '' },
});

test.each([
  ['empty', [load(3, 0, 1)]],
  ['cars', [load(0, 0, 1)]],
  ['other', [load(0, 2, 1)]],
  ['other', [load(3, 0, 0), load(0, 3, 0)]],
  ['cars', [load(0, 3, 0), load(0, 0, 3)]],
  ['empty', [load(3, 0, 0), load(3, 0, 0)]],
] as const)('a load is %s by what it looks like most, two by the one that scores higher', (kind, containers) => {
  expect(cargoClassOf(containers)).toBe(kind);
});

test('nothing is said of a load that was not found or not looked at', () => {
  expect(cargoClassOf(undefined)).toBeNull();
  expect(cargoClassOf([])).toBeNull();
  expect(cargoClassOf([load(3, 0, 0), {}])).toBeNull();
});
