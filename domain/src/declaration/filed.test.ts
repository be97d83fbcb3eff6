import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Declaration } from '../declaration.ts';
import { canonicalDeclaration, FiledDeclaration } from './filed.ts';
import { anyDeclaration } from './testing/any-declaration.ts';

const FIRST = 'CSQU3054383';
const SECOND = 'MSKU0000006';
const plain = { reference: '26CN1', containers: [FIRST], goods: [{ description: 'tea', hsCode: '090210' }] };

const faultsOf = (more: object) =>
  FiledDeclaration.safeParse({ ...plain, ...more }).error?.issues.map(
    ({ path, message }) => `${path.join('.')} ${message}`,
  );

test('what orders carried before declarations were kept is still a declaration, to the letter', () => {
  const old = {
    reference: '26PH000000000001',
    consignor: 'Northwind Trading',
    consignee: 'Grey Heron Supplies',
    containers: [FIRST],
    seals: ['H1234567'],
    goods: [{ description: 'tea', hsCode: '0902100000', packages: 20, grossMassKg: 400 }],
    grossMassKg: 400,
  };
  expect(Declaration.parse(old)).toStrictEqual(old);
  expect(Declaration.parse({ ...old, grossMassKg: 1e12 }).grossMassKg).toBe(1e12);
  const short = { reference: '', containers: [], goods: [] };
  expect(Declaration.parse(short)).toStrictEqual({ ...short, seals: [] });
});

test('two that say the same in another order are the same', () => {
  const one = FiledDeclaration.parse({
    ...plain,
    containers: [SECOND, FIRST, FIRST],
    equipment: [{ container: SECOND, seals: ['B2', 'A1', ' A1'] }],
    consignee: ' Old Quay ',
    carrier: '',
    bill: {},
    declaredAt: '2026-11-20T08:00:00Z',
  });
  expect(one).toStrictEqual({
    reference: '26CN1',
    containers: [FIRST, SECOND],
    equipment: [
      { container: FIRST, seals: [] },
      { container: SECOND, seals: ['A1', 'B2'] },
    ],
    seals: [],
    consignee: 'Old Quay',
    goods: [{ description: 'tea', hsCode: '090210' }],
    declaredAt: '2026-11-20T08:00:00.000Z',
  });
});

test('the one form of the one form is itself', () => {
  fc.assert(
    fc.property(anyDeclaration, (one) => {
      expect(canonicalDeclaration(one)).toStrictEqual(one);
    }),
  );
});

test('seals of which nobody said what they close are those of the only container', () => {
  const { seals, equipment } = FiledDeclaration.parse({ ...plain, seals: ['H1'] });
  expect({ seals, equipment }).toEqual({ seals: [], equipment: [{ container: FIRST, seals: ['H1'] }] });
  expect(FiledDeclaration.parse({ ...plain, containers: [FIRST, SECOND], seals: ['H1'] }).seals).toEqual(['H1']);
});

test.each([
  ['no reference', { reference: ' ' }, 'reference reference-missing'],
  ['no container', { containers: [] }, 'containers container-missing'],
  [
    'goods in a container of another',
    { goods: [{ ...plain.goods[0], containers: [SECOND] }] },
    'goods.0.containers.0 container-unknown',
  ],
  [
    'a container told of twice',
    { equipment: [{ container: FIRST }, { container: FIRST }] },
    'equipment.1.container container-twice',
  ],
  [
    'a chapter that there is not',
    { goods: [{ description: 'x', hsCode: '770100' }] },
    'goods.0.hsCode hs-chapter-unknown',
  ],
  ['a ship whose number does not check', { carriage: { imo: '9074728' } }, 'carriage.imo imo-number'],
  [
    'an end before the beginning',
    { validFrom: '2026-11-02T00:00:00Z', validTo: '2026-11-01T00:00:00Z' },
    'validTo validity-order',
  ],
  ['half a sign', { consignee: 'a\ud800' }, 'consignee text-control'],
  ['a zero byte', { carriage: { vessel: 'a\u0000' } }, 'carriage.vessel text-control'],
  ['a mass that no ship carries', { grossMassKg: 1e10 }, 'grossMassKg number-range'],
  ['a seal with a space in it', { seals: ['A 1'] }, 'seals.0 seal-shape'],
])('%s is named with its place', (_what, more, fault) => {
  expect(faultsOf(more)).toEqual([fault]);
});

test('the number of a real ship checks: 9x7 + 0x6 + 7x5 + 4x4 + 7x3 + 2x2 = 139 ends in 9', () => {
  expect(faultsOf({ carriage: { imo: '9074729' } })).toBeUndefined();
});
