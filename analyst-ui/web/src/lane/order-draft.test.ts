import { NewScan } from '@h986/domain';
import { expect, test } from 'vitest';
import { checkContainer, EMPTY_DRAFT, orderOf } from './order-draft.ts';

test.each([
  ['', { state: 'empty' }],
  ['msk', { state: 'typing' }],
  ['MSKU 000', { state: 'typing' }],
  ['msku 000000-6', { state: 'ok' }],
  ['MSKU0000007', { state: 'wrong', code: 'container-number-check-digit' }],
  ['MSKX', { state: 'wrong', code: 'container-number-shape' }],
  ['MSKU00000061', { state: 'wrong', code: 'container-number-shape' }],
])('while "%s" is typed the container number is %o', (text, check) => {
  expect(checkContainer(text)).toEqual(check);
});

test('an order without a declaration says so, and the server takes it', () => {
  const { order } = parsed({ containers: ['msku 0000006', ''], plate: ' 粤B12345 ' });

  expect(order).toEqual({ containers: ['MSKU0000006'], plate: '粤B12345', declaration: null });
  expect(NewScan.safeParse({ ...order, lane: 'lane-1' }).success).toBe(true);
});

test('a declaration has its goods under their HS code and the mass of all', () => {
  const { order } = parsed({ reference: 'B/L 7', goods: 'steel coils', hsCode: '7208.10', massKg: '24500' });

  expect(order?.declaration).toEqual({
    reference: 'B/L 7',
    containers: [],
    goods: [{ description: 'steel coils', hsCode: '720810' }],
    grossMassKg: 24_500,
  });
});

test('every fault is named at its own field', () => {
  const { faults } = parsed({ containers: ['MSKU000', 'MSKU0000007'], hsCode: '72', massKg: 'heavy' });

  expect(faults).toEqual({
    container0: 'container-number-shape',
    container1: 'container-number-check-digit',
    goods: 'goods-missing',
    hsCode: 'hs-code-shape',
    massKg: 'mass-shape',
  });
});

test('the same container twice is refused', () => {
  expect(parsed({ containers: ['MSKU0000006', 'msku0000006'] }).faults).toEqual({ container1: 'container-twice' });
});

function parsed(draft: Partial<typeof EMPTY_DRAFT>) {
  const result = orderOf({ ...EMPTY_DRAFT, ...draft });
  return { order: 'order' in result ? result.order : undefined, faults: result.faults };
}
