import { describe, expect, test } from 'vitest';
import { emptinessRule } from './emptiness.ts';
import { A, askAll, B, box, candidate, declared, emptiness, tea } from './testing/hand-made.ts';

const rule = emptinessRule();
const loaded = box(emptiness('loaded', 320));
const hollow = box(emptiness('empty', 0));

describe('a container that was declared empty', () => {
  test('and is loaded is told with what was found and where', () => {
    expect(rule(loaded, declared())).toEqual({
      kind: 'differs',
      by: 320,
      observation: {
        code: 'declared-empty-but-loaded',
        values: { residualKg: 320, strength: 32 },
        names: { by: 'no-goods' },
        boxPx: { x: 300, y: 300, w: 20, h: 10 },
      },
    });
  });

  test('and is empty fits', () => {
    expect(rule(hollow, declared()).kind).toBe('fits');
  });

  test.each([
    ['there are no packages of anything', [tea({ packages: 0 })], 'no-packages'],
    [
      'the container itself is the goods',
      [tea({ hsCode: '860900', packages: 1, grossMassKg: 3_800 })],
      'container-itself',
    ],
  ])('is known by that %s', (_, goods, by) => {
    expect(rule(loaded, declared({ goods }))).toMatchObject({ observation: { names: { by } } });
  });

  test('is not one whose order tells no goods, or of which a mass was declared', () => {
    expect(rule(loaded, declared({}, { source: 'order', version: null }))).toEqual({
      kind: 'cannot',
      reason: 'goods-not-declared',
    });
    expect(rule(loaded, declared({ grossMassKg: 9_000 }))).toMatchObject({ reason: 'goods-not-declared' });
  });
});

describe('where only the mass was read', () => {
  const weighs = (value: number, low: number, high: number) =>
    box({ mass: { cargoKg: { value, low, high }, tareKg: 3_700, opaqueShare: 0, opaqueExtraKg: 0 } });

  test('a container that was declared empty and holds tons is told, one with pallets left in it fits', () => {
    expect(rule(weighs(4_000, 3_700, 4_300), declared())).toMatchObject({
      kind: 'differs',
      observation: { code: 'declared-empty-but-loaded', values: { residualKg: 4_000, seenKg: 4_000 } },
    });
    expect(rule(weighs(210, 120, 300), declared()).kind).toBe('fits');
    expect(rule(weighs(560, 430, 690), declared())).toEqual({ kind: 'cannot', reason: 'cannot-tell' });
  });

  test('a container that was declared loaded and weighs nothing is told, one that holds the little that was declared is not', () => {
    expect(rule(weighs(60, 0, 130), declared({ goods: [tea({ grossMassKg: 9_000 })] }))).toMatchObject({
      observation: { code: 'declared-loaded-but-empty', values: { residualKg: 60, declaredKg: 9_000 } },
    });
    expect(rule(weighs(110, 40, 180), declared({ goods: [tea({ grossMassKg: 150 })] })).kind).toBe('fits');
  });
});

describe('a container that was declared loaded', () => {
  const goods = [tea({ grossMassKg: 9_000 })];

  test('and is empty is told with the mass that is missing', () => {
    expect(rule(hollow, declared({ goods }))).toMatchObject({
      kind: 'differs',
      observation: { code: 'declared-loaded-but-empty', values: { residualKg: 0, declaredKg: 9_000 } },
    });
  });

  test('and is loaded fits, as does one with a sample that nobody could see', () => {
    expect(rule(loaded, declared({ goods })).kind).toBe('fits');
    expect(rule(hollow, declared({ goods: [tea({ grossMassKg: 20 })] })).kind).toBe('fits');
  });
});

test('nothing is said where the picture cannot tell, of a tank, or without a reading', () => {
  expect(rule(box(emptiness('cannot-tell', 12)), declared())).toMatchObject({ reason: 'cannot-tell' });
  const tank = { equipment: [{ container: A, sizeType: '22T6' }] };
  expect(rule(loaded, declared(tank))).toMatchObject({ reason: 'not-a-box' });
  expect(rule(box(), declared())).toMatchObject({ reason: 'no-reading' });
});

describe('two boxes in an order that nobody told', () => {
  const small = (reading: object) => box(reading, { lengthMm: 6_058 });
  const both = [
    candidate({ reference: 'full', containers: [A], goods: [tea({ grossMassKg: 9_000 })] }),
    candidate({ reference: 'empty', containers: [B] }),
  ];

  test('both loaded: whichever is the one declared empty, it is not', () => {
    const boxes = [small(emptiness('loaded', 320)), small(emptiness('loaded', 500))];
    const { observations, notApplicable } = askAll(rule, boxes, both, [A, B]);
    expect(observations).toMatchObject([
      { code: 'declared-empty-but-loaded', container: null, values: { residualKg: 320 }, names: { number: B } },
    ]);
    expect(notApplicable).toBeUndefined();
  });

  test('one loaded and one empty fit in one order, so nothing is said', () => {
    const boxes = [small(emptiness('loaded', 320)), small(emptiness('empty', 0))];
    expect(askAll(rule, boxes, both, [A, B])).toEqual({ observations: [], notApplicable: 'containers-unclear' });
  });

  test('a box of 20 and one of 30 feet are told apart by their length', () => {
    const of = (container: string, sizeType: string, goods: object[]) =>
      candidate({ reference: container, containers: [container], equipment: [{ container, sizeType }], goods });
    const boxes = [box(emptiness('loaded', 320), { lengthMm: 9_100 }), box(emptiness('empty', 0), { lengthMm: 6_000 })];
    const said = askAll(rule, boxes, [of(A, '22G1', [tea()]), of(B, '32G1', [])], [A, B]);
    expect(said.observations).toMatchObject([
      { code: 'declared-empty-but-loaded', container: 0, names: { number: B } },
      { code: 'declared-loaded-but-empty', container: 1, names: { number: A } },
    ]);
  });
});
