import type { Finding } from '@h986/domain';
import { expect, test } from 'vitest';
import { oncePerPlace } from './once-per-place.ts';

const box = (x: number, w = 20) => ({ x, y: 0, w, h: 10 });

function seen(name: string, boxPx: Finding['boxPx'], score: number, alarm?: Finding['alarm']): Finding {
  const algorithm = { name, version: '1.0.0', digest: null };
  const reason = { code: 'unusual-texture', values: {} };
  return { id: '', kind: 'anomaly', score, boxPx, boxMm: boxPx, reason, algorithm, ...(alarm && { alarm }) };
}

test('of two models that see the same place the one that alarms speaks', () => {
  const quiet = seen('cargoseg', box(0), 0.9, { value: 2, from: 3 });
  const loud = seen('emptyseg', box(4), 0.6, { value: 5, from: 4 });
  expect(oncePerPlace([quiet, loud])).toEqual([loud]);
});

test('where both alarm the higher score speaks', () => {
  const one = seen('cargoseg', box(0), 0.9, { value: 5, from: 3 });
  const other = seen('emptyseg', box(4), 0.6, { value: 5, from: 4 });
  expect(oncePerPlace([other, one])).toEqual([one]);
});

test('one of which less than half lies in the other’s box is a place of its own, and so are two that one model names', () => {
  const apart = [seen('cargoseg', box(0), 0.9), seen('emptyseg', box(11), 0.6)];
  const own = [seen('cargoseg', box(0), 0.9), seen('cargoseg', box(4), 0.6)];
  expect(oncePerPlace(apart)).toEqual(apart);
  expect(oncePerPlace(own)).toEqual(own);
});

test('a small place does not speak for a large one around it, a large one does for a small one in it', () => {
  const [large, small] = [seen('cargoseg', box(0, 60), 0.8), seen('emptyseg', box(20, 10), 0.9)];
  expect(oncePerPlace([large, small])).toEqual([large, small]);
  expect(oncePerPlace([{ ...large, score: 0.95 }, small])).toEqual([{ ...large, score: 0.95 }]);
});

test('findings of other kinds stay', () => {
  const lost: Finding = { ...seen('integrity', box(0), 0.3), kind: 'lines-lost' };
  expect(oncePerPlace([lost, seen('emptyseg', box(0), 0.9)])).toHaveLength(2);
});
