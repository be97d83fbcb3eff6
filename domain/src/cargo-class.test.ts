import { describe, expect, test } from 'vitest';
import { cargoClassOf, emptyLeadOf } from './cargo-class.ts';

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

describe('by how much a load looks rather empty', () => {
  test('is the lead over what is next likely, of two containers the smaller one', () => {
    expect(emptyLeadOf([load(3, 0, 1)])).toBe(2);
    expect(emptyLeadOf([load(3, 0, 1), load(0, 4, 1)])).toBe(-4);
  });

  test('is not known of a load that was not found, not looked at, or by an encoder that knows no empty ones', () => {
    const knowsNone = { load: { ...load(1, 2, 3).load, classes: [{ name: 'rice', chapters: [] }] } };
    for (const containers of [undefined, [], [load(3, 0, 0), {}], [knowsNone]]) {
      expect(emptyLeadOf(containers)).toBeNull();
    }
  });
});
