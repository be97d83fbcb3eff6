import { expect, test } from 'vitest';
import { ContainerNumber, checkDigit } from './container.ts';

test.each([
  ['CSQU305438', 3],
  ['TCLU419069', 5],
  ['MSKU000000', 6],
  ['HLXU200841', 9],
  ['TGHU759933', 0],
  ['MAEU614039', 4],
  ['APZU431256', 2],
])('the check digit of %s is %i', (stem, digit) => {
  expect(checkDigit(stem)).toBe(digit);
  expect(ContainerNumber.parse(`${stem}${digit}`)).toBe(`${stem}${digit}`);
});

test('a remainder of ten is written as zero', () => {
  expect(checkDigit('TSTU000002')).toBe(0);
});

const faultOf = (text: string) => ContainerNumber.safeParse(text).error?.issues.map((issue) => issue.message);

test('a wrong check digit is named', () => {
  expect(faultOf('CSQU3054384')).toEqual(['container-number-check-digit']);
});

test.each([
  '',
  'CSQU305438',
  'CSQX3054383',
  'csqu3054383',
  'CSQU 3054383',
  'CSQU30543833',
])('what is not shaped like a container number is named so and no more: "%s"', (text) => {
  expect(faultOf(text)).toEqual(['container-number-shape']);
});
