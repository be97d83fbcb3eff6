import { describe, expect, test } from 'vitest';
import { APPEARANCES } from '../appearance.ts';
import { appearanceRule } from './appearance.ts';
import { box, declared, emptiness, tea } from './testing/hand-made.ts';

const classes = APPEARANCES.map(({ id, chapters }) => ({ name: id, chapters: [...chapters] }));
const looks = (name: string, share = 0.99): number[] =>
  classes.map((one) => Math.log(one.name === name ? share : (1 - share) / (classes.length - 1)));
/** Eight parts, as many of each as is said. */
const load = (whole: string, parts: Record<string, number>) => ({
  looks: {
    classes,
    appearance: looks(whole),
    parts: Object.entries(parts).flatMap(([name, count]) => Array.from({ length: count }, () => looks(name)).flat()),
    embedding: '',
  },
});
const rule = appearanceRule();
const goods = (...codes: string[]) => declared({ goods: codes.map((hsCode) => tea({ hsCode })) });

describe('what a load looks like', () => {
  test('tyres declared as tyres fit', () => {
    expect(rule(box({}, load('tyres', { tyres: 8 })), goods('401110')).kind).toBe('fits');
  });

  test('tyres declared as furniture look different, with what they look like', () => {
    expect(rule(box({}, load('tyres', { tyres: 8 })), goods('940360'))).toMatchObject({
      observation: { code: 'load-looks-different', names: { looksLike: 'tyres' }, values: { from: 4.393 } },
    });
  });

  test('engines behind furniture are told at their place: the seventh of eight parts of a box of 800 lines', () => {
    expect(rule(box({}, load('mixed', { furniture: 6, engines: 2 })), goods('940360'))).toMatchObject({
      observation: { code: 'part-looks-different', boxPx: { x: 700, y: 50, w: 100, h: 400 } },
    });
  });

  test('what seems empty is left to the measurement where there is one', () => {
    const hollow = load('empty', { empty: 8 });
    expect(rule(box({}, hollow), goods('620342'))).toMatchObject({
      observation: { code: 'declared-loaded-but-empty' },
    });
    expect(rule(box(emptiness('loaded', 900), hollow), goods('620342')).kind).toBe('fits');
  });

  test('nothing is said without an encoder, without goods, or of a chapter that it was never taught', () => {
    expect(rule(box(), goods('940360'))).toMatchObject({ reason: 'no-reading' });
    expect(rule(box({}, load('tyres', { tyres: 8 })), goods())).toMatchObject({ reason: 'declared-empty' });
    const untaught = load('tyres', { tyres: 8 });
    untaught.looks.classes = classes.map((one) => ({ ...one, chapters: one.chapters.filter((c) => c !== '94') }));
    expect(rule(box({}, untaught), goods('940360'))).toMatchObject({ reason: 'chapter-not-taught' });
  });
});

describe('a second kind of goods', () => {
  const pellets = load('polymer-pellets', { 'polymer-pellets': 5, 'plastic-bales': 3 });

  test('both of the declared chapter, one item declared: told with its place', () => {
    expect(rule(box({}, pellets), goods('390120'))).toMatchObject({
      observation: {
        code: 'second-kind-of-goods',
        values: { parts: 3, of: 8 },
        names: { first: 'polymer-pellets', looksLike: 'plastic-bales' },
        boxPx: { x: 600, w: 300 },
      },
    });
  });

  test('is nothing where two items were declared, or where one part alone shows it', () => {
    expect(rule(box({}, pellets), goods('390120', '391590')).kind).toBe('fits');
    const one = load('polymer-pellets', { 'polymer-pellets': 7, 'plastic-bales': 1 });
    expect(rule(box({}, one), goods('390120')).kind).toBe('fits');
  });
});
