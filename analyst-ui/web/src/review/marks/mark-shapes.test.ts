import { expect, test } from 'vitest';
import { pathOf } from './mark-shapes.ts';

const unit = { line: 2, channel: 1 };

test('a box is its two corners, whichever was first', () => {
  expect(
    pathOf(
      'box',
      [
        { x: 10, y: 20 },
        { x: 4, y: 8 },
      ],
      unit,
    ),
  ).toBe('M10 20H4V8H10Z');
});

test('an arrow’s head is as large on the screen whatever the pitches: 12 pixels back, 6 to either side', () => {
  expect(
    pathOf(
      'arrow',
      [
        { x: 0, y: 0 },
        { x: 100, y: 0 },
      ],
      unit,
    ),
  ).toBe('M0 0L100 0M76 6L100 0L76 -6');
});

test('a ruler has a stroke across each end, a note a cross', () => {
  expect(
    pathOf(
      'ruler',
      [
        { x: 0, y: 0 },
        { x: 0, y: 50 },
      ],
      unit,
    ),
  ).toBe('M0 0L0 50M-12 0L12 0M-12 50L12 50');
  expect(pathOf('note', [{ x: 5, y: 5 }], unit)).toBe('M-7 5H17M5 -1V11');
});
