import type { Finding, LocatedContainer } from '@h986/domain';
import { expect, test } from 'vitest';
import { insideContainers } from './inside.ts';

const container = { boxMm: { x: 1000, y: 500, w: 6000, h: 2600 } } as LocatedContainer;
const at = (x: number, y: number) => ({ boxMm: { x, y, w: 200, h: 200 } }) as Finding;

test.each([
  ['in the middle', 3000, 1500, 1],
  ['on the wall', 900, 1500, 1],
  ['within 100 mm of the wall for a quarter', 750, 1500, 1],
  ['beside it', 600, 1500, 0],
  ['under the floor, where the axles are', 3000, 3400, 0],
])('a finding %s', (_, x, y, inside) => {
  expect(insideContainers([at(x, y)], [container])).toMatchObject({ inside: { length: inside }, outside: 1 - inside });
});

test('where no container was found every finding stays', () => {
  expect(insideContainers([at(0, 0)], [])).toMatchObject({ inside: { length: 1 }, outside: 0 });
});
