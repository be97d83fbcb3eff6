import { describe, expect, test } from 'vitest';
import { MATERIAL_CLASSES } from './classes.ts';
import { materialLookup } from './make-lookup.ts';
import { noiseOf } from './noise.ts';
import { steelMmOf } from './steel.ts';
import { MaterialTable } from './table.ts';
import { areaDensityOf } from './tell.ts';
import { toyTable } from './toy-table.ts';

const table = toyTable();
const still = { high: 0.001, low: 0.001 };

describe('the stuff of a pair of attenuations', () => {
  test.each([
    ['organic', 1.22, 6.4],
    ['mineral', 1.2, 13],
    ['steel', 1.17, 26],
    ['heavy', 1.1, 82],
  ] as const)('is %s at a ratio of %d', (wanted, ratio, zEff) => {
    const answer = areaDensityOf(table, 2, 2 * ratio, still);
    expect(answer).toMatchObject({ class: wanted, untold: null });
    expect(answer.confidence).toBeGreaterThan(0.99);
    expect(answer.areaDensityGCm2).toBeCloseTo(40, 1);
    expect(Math.abs(Number(answer.zEff) / zEff - 1)).toBeLessThan(0.06);
  });

  test('is surer in the mean of a segment than in one pixel', () => {
    const alphas = [1, 1.17] as const;
    expect(areaDensityOf(table, ...alphas, noiseOf(table, ...alphas, 1))).toMatchObject({ class: 'cannot-tell' });
    expect(areaDensityOf(table, ...alphas, noiseOf(table, ...alphas, 2500))).toMatchObject({ class: 'steel' });
  });

  test('cannot be told where it is thin: all classes lie within the noise', () => {
    expect(areaDensityOf(table, 0.05, 0.06, still)).toMatchObject({
      class: 'cannot-tell',
      untold: 'too-thin',
      zEff: null,
    });
    expect(areaDensityOf(table, 0, 0, still)).toMatchObject({ untold: 'too-thin', areaDensityGCm2: 0, confidence: 0 });
    expect(areaDensityOf(table, -0.01, 0.01, still)).toMatchObject({ untold: 'too-thin', areaDensityGCm2: 0 });
  });

  test('cannot be told where hardly anything gets through, but is at least so much', () => {
    const thick = areaDensityOf(table, 9, 9 * 1.17, noiseOf(table, 9, 9 * 1.17));
    expect(thick.untold).toBe('too-thick');
    expect(thick.areaDensityGCm2).toBeCloseTo(180, 6);
    expect(areaDensityOf(table, 99, 99, still)).toMatchObject({ untold: 'too-thick' });
  });

  test('cannot be told between two classes, nor where nothing that is known answers so', () => {
    expect(areaDensityOf(table, 2, 2 * 1.2103, { high: 0.002, low: 0.002 })).toMatchObject({
      untold: 'ambiguous',
      confidence: 0,
    });
    expect(areaDensityOf(table, 2, 2 * 1.3, still)).toMatchObject({ untold: 'ambiguous' });
  });
});

test('noise is that of photons, which get fewer, and of electronics, which stay: 0.01 in air is 0.02 behind ln 4', () => {
  expect(noiseOf(table, Math.log(4), 0).high).toBeCloseTo(0.02, 9);
  expect(noiseOf(table, Math.log(4), 0, 4).high).toBeCloseTo(0.01, 9);
  const read = toyTable({ high: { photon: 1e-9, read: 0.01 } });
  expect(noiseOf(read, Math.log(4), 0).high).toBeCloseTo(0.04, 6);
});

test('as opaque as steel: 7.86 g/cm2 a cm', () => {
  expect(steelMmOf(table, 0.05 * 78.6)).toBeCloseTo(100, 6);
  expect(steelMmOf(table, -1)).toBe(0);
});

test('a texture for the viewer says what the table says of the middle of each of its steps', () => {
  const lookup = materialLookup(table, { alphas: 64, ratios: 48, pixels: 400 });
  expect(lookup.classes).toHaveLength(64 * 48);
  const at = (alpha: number, ratio: number): string | undefined => {
    const column = Math.round((alpha / lookup.alphaMax) * (lookup.alphas - 1));
    const row = Math.round(((ratio - lookup.ratioMin) / (lookup.ratioMax - lookup.ratioMin)) * (lookup.ratios - 1));
    return MATERIAL_CLASSES[lookup.classes[row * lookup.alphas + column] ?? -1];
  };
  expect(at(2.5, 1.17)).toBe('steel');
  expect(at(2.5, 1.1)).toBe('heavy');
  expect(at(0.02, 1.1)).toBe('cannot-tell');
  expect(at(14.9, 1.17)).toBe('cannot-tell');
});

test.each([
  ['material-table-grid', (one: MaterialTable) => ({ ...one, gridGCm2: one.gridGCm2.with(0, 1) })],
  ['material-table-order', (one: MaterialTable) => ({ ...one, materials: one.materials.toReversed() })],
  ['material-table-curve', (one: MaterialTable) => ({ ...one, gridGCm2: one.gridGCm2.slice(1).with(0, 0) })],
] as const)('a table that cannot be is refused: %s', (message, spoilt) => {
  expect(MaterialTable.safeParse(spoilt(table)).error?.issues[0]?.message).toBe(message);
});
