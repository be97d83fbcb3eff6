import { expect, test } from 'vitest';
import { box, declared, tea } from './testing/hand-made.ts';
import { unitsRule } from './units.ts';

/** 20 x 5 cartons of 500 x 400 mm as seen from the side: at most 2,350 / 133 = 17 rows of them across. */
const units = (more: object = {}) => ({
  units: { alongLength: 20, alongHeight: 5, periodMm: { length: 500, height: 400 }, confidence: 0.9, ...more },
});
const cartons = (packages: number, packingType: string | undefined = 'CT') =>
  declared({ goods: [tea({ packages, ...(packingType && { packingType }) })] });
const rule = unitsRule();

test('100 are seen where 80 are declared: one row alone is too many', () => {
  expect(rule(box(units()), cartons(80))).toMatchObject({
    observation: {
      code: 'more-units-than-declared',
      values: { seen: 100, declared: 80, alongLength: 20, alongHeight: 5 },
    },
  });
});

test.each([100, 95, 400, 450, 1_700])('%i declared are explained by rows across the width', (packages) => {
  expect(rule(box(units()), cartons(packages)).kind).toBe('fits');
});

test('2,000 are declared, and 17 rows of 100 are all that could stand there', () => {
  expect(rule(box(units()), cartons(2_000))).toMatchObject({
    observation: { code: 'fewer-units-than-declared', values: { seen: 100, rows: 17, declared: 2_000 } },
  });
  expect(rule(box(units(), { whole: false }), cartons(2_000)).kind).toBe('fits');
});

test('nothing is said of a count that is not sure, of pallets, or of packing that nobody named', () => {
  expect(rule(box(units({ confidence: 0.5 })), cartons(80))).toMatchObject({ reason: 'nothing-counted' });
  expect(rule(box(units({ alongHeight: null })), cartons(80))).toMatchObject({ reason: 'nothing-counted' });
  expect(rule(box(units()), cartons(20, 'PX'))).toMatchObject({ reason: 'packages-not-declared' });
  expect(rule(box(units()), cartons(20, ''))).toMatchObject({ reason: 'packages-not-declared' });
});
