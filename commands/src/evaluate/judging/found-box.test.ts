import type { Finding } from '@h986/domain';
import { expect, test } from 'vitest';
import { foundBox } from './found-box.ts';

const [LINES, CHANNELS] = [40, 20];

/** A threat of 10 lines and 4 channels at (5, 8). */
const mask = Uint8Array.from({ length: LINES * CHANNELS }, (_, i) => {
  const [x, y] = [Math.floor(i / CHANNELS), i % CHANNELS];
  return Number(x >= 5 && x < 15 && y >= 8 && y < 12);
});
const truth = { mask, lines: LINES, channels: CHANNELS };

const finding = (x: number, w: number, value = 9) =>
  ({ kind: 'anomaly', alarm: { value, from: 5 }, boxPx: { x, y: 8, w, h: 4 } }) as Finding;

test('of what alarms at a threat the box that fits best counts, and how many there are', () => {
  expect(foundBox([finding(5, 5), finding(10, 2), finding(30, 4)], truth)).toEqual({ iou: 0.5, findings: 2 });
});

test('what does not alarm, and what lies elsewhere, is no box of a found threat', () => {
  expect(foundBox([finding(5, 10, 4), finding(30, 4)], truth)).toBeNull();
});

test('a clean scan has no threat to be found', () => {
  expect(foundBox([finding(5, 10)], { ...truth, mask: new Uint8Array(LINES * CHANNELS) })).toBeNull();
});
