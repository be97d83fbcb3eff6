import { expect, test } from 'vitest';
import { autoWindow, curveTable, Display, type DisplayWindow, NO_DATA_GREY } from './display.ts';
import { NO_DATA } from './plane.ts';

const display: DisplayWindow = { low: 10_000, high: 30_000, curve: 'linear', invert: false };

test('a straight window maps its edges to black and white and its middle to the middle', () => {
  const table = curveTable(display);
  expect([table[9_999], table[10_000], table[20_000], table[30_000], table[50_000]]).toEqual([0, 0, 128, 255, 255]);
});

test('inverted, what was black is white, and no data stays what it is', () => {
  const table = curveTable({ ...display, invert: true });
  expect([table[10_000], table[30_000], table[NO_DATA]]).toEqual([255, 0, NO_DATA_GREY]);
});

test('in a logarithmic window equal ratios are equal steps', () => {
  const table = curveTable({ ...display, low: 10, high: 10_000, curve: 'log' });
  expect([table[10], table[100], table[1_000], table[10_000]]).toEqual([0, 85, 170, 255]);
});

test('a gamma of 2 takes the square root of what the straight window says', () => {
  const table = curveTable({ ...display, curve: 'gamma', gamma: 2 });
  expect([table[9_000], table[10_000], table[15_000], table[30_000]]).toEqual([0, 0, 128, 255]);
});

test('a window over absorption makes the same step for the same share, in thin and in thick parts', () => {
  const at = (middle: number): Uint8Array =>
    curveTable({ ...display, curve: 'absorption', absorption: { middle, width: 2 } });
  const value = (alpha: number): number => Math.round(60_000 * Math.exp(-alpha));
  // A tenth of alpha is a twentieth of the window, 12.75 greys, wherever the window stands.
  expect([1, 1.1].map((alpha) => at(1)[value(alpha)])).toEqual([128, 115]);
  expect([4, 4.1].map((alpha) => at(4)[value(alpha)])).toEqual([128, 115]);
  expect([0, 2].map((alpha) => at(1)[value(alpha)])).toEqual([255, 0]);
});

test('a display kept before there were filters and colours is the same picture still', () => {
  const old = { energy: 'high', low: 0, high: 60_000, curve: 'linear', invert: false };
  expect(Display.parse(old)).toMatchObject({ ...old, localContrast: 0, edges: 0, palette: 'grey', strip: 'none' });
});

test('the automatic window looks at the load, not at the air around it', () => {
  const samples = new Uint16Array(2_000).fill(60_000);
  for (let i = 0; i < 1_000; i++) samples[i] = 5_000 + i;
  samples[0] = NO_DATA;
  const { low, high } = autoWindow(samples);
  expect(low).toBeGreaterThanOrEqual(5_001);
  expect(high).toBeLessThan(6_000);
});
