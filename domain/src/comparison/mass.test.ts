import { describe, expect, test } from 'vitest';
import { massRule, weighedRule } from './mass.ts';
import { A, askAll, B, box, candidate, declared, mass, tea } from './testing/hand-made.ts';
import { totalMass } from './total-mass.ts';

const rule = massRule();
const seen = (kg: number, more: object = {}) => box({ mass: mass(kg, more) });
const gross = (grossMassKg: number) => declared({ goods: [tea({ grossMassKg })] });

describe('the mass that was declared', () => {
  test('10 t, and 14 t (12.6 to 15.4) are seen: 4 t and 40 % heavier', () => {
    expect(rule(seen(14_000), gross(10_000))).toMatchObject({
      kind: 'differs',
      observation: {
        code: 'heavier-than-declared',
        values: { seenKg: 14_000, lowKg: 12_600, declaredKg: 10_000, excessKg: 4_000, excessShare: 0.4 },
      },
    });
  });

  test.each([
    ['within the interval', 10_900, 10_000],
    ['by less than 1.5 t', 3_400, 2_000],
    ['by less than 15 %', 22_900, 20_000],
  ])('fits when it is heavier %s', (_, kg, said) => {
    const tight = box({ mass: mass(kg, { cargoKg: { value: kg, low: kg - 10, high: kg + 10 } }) });
    expect(rule(kg === 10_900 ? seen(kg) : tight, gross(said)).kind).toBe('fits');
  });

  test('20 t, and 10 t are seen: lighter, unless something may lie where the beam did not get through or the picture ends', () => {
    const lighter = { code: 'lighter-than-declared', values: { excessKg: 10_000, excessShare: 0.5 } };
    expect(rule(seen(10_000), gross(20_000))).toMatchObject({ observation: lighter });
    expect(rule(seen(10_000, { opaqueShare: 0.05 }), gross(20_000)).kind).toBe('fits');
    expect(rule(seen(10_000, { opaqueExtraKg: 9_500 }), gross(20_000)).kind).toBe('fits');
    expect(rule(box({ mass: mass(10_000) }, { whole: false }), gross(20_000)).kind).toBe('fits');
  });

  test('net alone says how little it may be, never how much: packing weighs what it will', () => {
    const net = declared({ goods: [tea({ netMassKg: 10_000 })] });
    expect(rule(seen(18_000), net).kind).toBe('fits');
    expect(rule(seen(5_000), net)).toMatchObject({ observation: { code: 'lighter-than-declared' } });
  });

  test('said twice and differently is compared with what is nearest', () => {
    const twice = declared({ grossMassKg: 14_000, goods: [tea({ grossMassKg: 10_000 })] });
    expect(rule(seen(13_000), twice).kind).toBe('fits');
    expect(rule(seen(18_000), twice)).toMatchObject({ observation: { values: { declaredKg: 14_000 } } });
  });

  test('is not known where no item or not every item has one, or where goods span containers', () => {
    expect(rule(seen(9_000), declared({ goods: [tea()] }))).toMatchObject({ reason: 'mass-not-declared' });
    const span = declared({ containers: [A, B], goods: [tea({ grossMassKg: 9_000 })] });
    expect(rule(seen(9_000), span)).toMatchObject({ reason: 'goods-span-containers' });
  });

  test('is that of the items that name the container', () => {
    const goods = [tea({ grossMassKg: 2_000, containers: [A] }), tea({ grossMassKg: 30_000, containers: [B] })];
    expect(rule(seen(2_100), declared({ containers: [A, B], goods })).kind).toBe('fits');
  });
});

describe('several declarations of one container', () => {
  const one = (reference: string, kg: number) => candidate({ reference, goods: [tea({ grossMassKg: kg })] });

  test('heavier than each and than all together is said with the mildest figures', () => {
    const { observations } = askAll(rule, [seen(20_000)], [one('X', 3_000), one('Y', 6_000)]);
    expect(observations).toMatchObject([
      { code: 'heavier-than-declared', container: 0, values: { declaredKg: 9_000, excessKg: 11_000 } },
    ]);
  });

  test('consignments of a groupage container that add up are nothing to wonder at', () => {
    expect(askAll(rule, [seen(9_000)], [one('X', 3_000), one('Y', 6_000)])).toEqual({
      observations: [],
      notApplicable: 'several-declarations',
    });
  });
});

describe('goods that lie in both containers of a scan', () => {
  const span = (containers: string[], more: object = {}) =>
    candidate({ containers, goods: [tea({ grossMassKg: 20_000 })], ...more });
  const boxes = [seen(15_000), seen(15_000)];
  const match = (one: ReturnType<typeof candidate>) => ({ state: 'one' as const, candidates: [one], undeclared: [] });

  test('are compared by the sum: 30 t seen, 20 t declared', () => {
    expect(totalMass([A, B], boxes, match(span([A, B])))?.observations).toMatchObject([
      {
        code: 'heavier-than-declared',
        container: null,
        values: { seenKg: 30_000, declaredKg: 20_000, excessShare: 0.5 },
      },
    ]);
  });

  test('are not compared where more containers hold them, or one was not read', () => {
    expect(totalMass([A, B], boxes, match(span([A, B, 'TEMU0000006'])))).toBeNull();
    expect(totalMass([A, B], [boxes[0] as never, box()], match(span([A, B])))).toBeNull();
  });
});

describe('what the weighbridge said', () => {
  const weighed = (weighbridgeMassKg: number) => declared({ equipment: [{ container: A, weighbridgeMassKg }] });

  test('14 t with a container of 4 t: 10 t of cargo, and 0.4 t of doubt of the container', () => {
    expect(weighedRule()(seen(14_000), weighed(14_000))).toMatchObject({
      observation: { code: 'heavier-than-weighed', values: { seenKg: 14_000, weighedKg: 10_400, excessKg: 3_600 } },
    });
    expect(weighedRule()(seen(6_000), weighed(14_000))).toMatchObject({
      observation: { code: 'lighter-than-weighed', values: { weighedKg: 9_600 } },
    });
    expect(weighedRule()(seen(10_800), weighed(14_000)).kind).toBe('fits');
  });

  test('nothing is said of what was not weighed', () => {
    expect(weighedRule()(seen(9_000), declared())).toMatchObject({ reason: 'not-weighed' });
  });
});
