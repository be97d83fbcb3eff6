import { expect, test } from 'vitest';
import type { ContainerNumber } from '../container.ts';
import { Declaration } from '../declaration.ts';
import { declaredPackages } from './declared-packages.ts';

const numbers = ['CSQU3054383', 'MSKU0000006', 'TGHU1234567', 'HLXU2008419'] as ContainerNumber[];
const [first, second] = numbers as [ContainerNumber, ContainerNumber];
const item = (packages: number | undefined, containers: string[], hsCode = '090210') => ({
  ...{ description: 'goods', hsCode, containers },
  ...(packages !== undefined && { packages }),
});
const declared = (goods: object[], containers: string[] = numbers) =>
  Declaration.parse({ reference: 'one', containers, goods });

test('packages that lie in one container are its own; national digits make no other goods', () => {
  const goods = [item(300, [first]), item(200, [first], '0902100090'), item(520, [second])];
  const found = declaredPackages(numbers, [declared(goods)]);
  expect([...found.values()]).toEqual([500, 520, null, null]);
});

test('a declaration of one container says it without naming it again', () => {
  const one = declared([{ description: 'goods', hsCode: '090210', packages: 80 }], [first]);
  expect(declaredPackages([first], [one]).get(first)).toBe(80);
});

test.each([
  ['goods lie in two containers', [declared([item(300, [first, second])])]],
  ['of some goods nobody said how many', [declared([item(300, [first]), item(undefined, [first], '610910')])]],
  ['none were declared', [declared([item(0, [first])])]],
  ['two declarations name it', [declared([item(300, [first])]), declared([item(10, [first])])]],
])('where %s nothing is said', (_, declarations) => {
  expect(declaredPackages(numbers, declarations).get(first)).toBeNull();
});

test('where goods are mixed otherwise than in the others a package may weigh something else', () => {
  const mixed = numbers.flatMap((number, i) => [
    item(i === 0 ? 300 : 400, [number]),
    item(i === 0 ? 200 : 100, [number], '690721'),
  ]);
  expect([...declaredPackages(numbers, [declared(mixed)]).values()]).toEqual([null, 500, 500, 500]);
});
