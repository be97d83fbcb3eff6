import { expect, test } from 'vitest';
import { en } from '../../i18n/en.ts';
import { createFormat } from '../../i18n/format.ts';
import { placeOf, sizeWords } from './size.ts';

const points = [
  { x: 130, y: 20 },
  { x: 100, y: 60 },
];
const pitches = { linePitchMm: 4, channelPitchMm: 3 };
const say = (kind: 'box' | 'arrow' | 'ruler' | 'note', of: typeof pitches | null) =>
  sizeWords({ kind, points }, of, en, createFormat('en'));

test('a ruler says its length and a box its sides in mm: 30 lines of 4 mm, 40 channels of 3 mm', () => {
  expect(say('ruler', pitches)).toBe('170 mm');
  expect(say('box', pitches)).toBe('120 mm × 120 mm');
  expect([say('arrow', pitches), say('note', pitches)]).toEqual(['', '']);
});

test('without the scanner’s pitches lengths are lines and channels, never guessed mm', () => {
  expect(say('ruler', null)).toBe('50 px');
  expect(say('box', null)).toBe('30 px × 40 px');
});

test('a mark’s place is the same whichever corner was first, a note’s is a point', () => {
  expect(placeOf({ points })).toEqual({ x: 100, y: 20, w: 30, h: 40 });
  expect(placeOf({ points: [{ x: 7, y: 8 }] })).toEqual({ x: 7, y: 8, w: 0, h: 0 });
});
