import { describe, expect, test } from 'vitest';
import { HS_CHAPTERS } from '../appearance.ts';
import { densityOf } from './densities.ts';
import { densityRule } from './density.ts';
import { box, declared, mass, tea } from './testing/hand-made.ts';

const fill = (densityGCm3: number, volume = 0.7) => ({ fill: { volume, length: 1, densityGCm3 }, mass: mass(10_000) });
const clothing = declared({ goods: [tea({ hsCode: '610910' })] });
const rule = densityRule();

describe('clothing, 0.06 to 0.6 g/cm3', () => {
  test('at 1.2 within 10 % is 1.8 times too dense', () => {
    expect(rule(box(fill(1.2)), clothing)).toMatchObject({
      kind: 'differs',
      observation: {
        code: 'density-unlike-declared',
        values: { densityGCm3: 1.2, lowGCm3: 0.06, highGCm3: 0.6, times: expect.closeTo(1.8, 6) },
        names: { side: 'denser' },
      },
    });
  });

  test('at 0.3 fits, and a little beyond the range is not told', () => {
    expect(rule(box(fill(0.3)), clothing).kind).toBe('fits');
    expect(rule(box(fill(0.8)), clothing).kind).toBe('fits');
  });

  test('may be as dense as any of the declared goods', () => {
    expect(rule(box(fill(1.2)), declared({ goods: [tea({ hsCode: '610910' }), tea({ hsCode: '690721' })] })).kind).toBe(
      'fits',
    );
  });
});

test('tiles at 0.2 g/cm3 are too light by 0.7 over 0.22, if all of them was seen', () => {
  const tiles = declared({ goods: [tea({ hsCode: '690721' })] });
  const opinion = rule(box(fill(0.2)), tiles);
  expect(opinion).toMatchObject({ observation: { values: { times: expect.closeTo(0.7 / 0.22, 6) } } });
  expect(rule(box({ ...fill(0.2), mass: mass(10_000, { opaqueShare: 0.1 }) }), tiles).kind).toBe('fits');
});

test('a few cartons in a corner have no mean density to speak of', () => {
  expect(rule(box(fill(1.2, 0.05)), clothing)).toMatchObject({ reason: 'too-little-load' });
});

test('every chapter has a range, and a heading by itself goes before its chapter', () => {
  expect(HS_CHAPTERS.filter((chapter) => !Number.isFinite(densityOf(`${chapter}9999`).high))).toEqual([]);
  expect(densityOf('870323').high).toBeLessThan(densityOf('870899').high);
});
