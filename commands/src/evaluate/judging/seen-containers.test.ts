import type { LocatedContainer } from '@h986/domain';
import { expect, test } from 'vitest';
import { seenContainers } from './seen-containers.ts';

const classes = [{ name: 'empty' }, { name: 'cars' }];
const found = (x: number, w: number, appearance: number[] = []) =>
  ({ boxPx: { x, y: 0, w, h: 10 }, load: { appearance, classes } }) as unknown as LocatedContainer;
const box = (x: number, w: number) => ({ x, y: 0, w, h: 10 });

test('each true container is held against the box that it agrees with most', () => {
  const seen = seenContainers([found(0, 10), found(20, 5)], [box(0, 10), box(20, 10), box(40, 10)], 'cars');
  expect(seen).toMatchObject({ iou: [1, 0.5, 0], boxes: 2 });
});

test('a load is seen as what it looks like most, one that no encoder saw as nothing', () => {
  const seen = seenContainers([found(0, 10, [0.2, 3]), found(20, 5)], [box(0, 10)], 'empty');
  expect(seen).toMatchObject({ appearance: 'empty', seenAs: ['cars'] });
});

test('without a locator nothing is known', () => {
  expect(seenContainers(undefined, [box(0, 10)], 'cars')).toBeNull();
});
