import { describe, expect, test } from 'vitest';
import { APPEARANCES } from './appearance.ts';
import { declarationMismatch } from './declaration-mismatch.ts';

const classes = APPEARANCES.map(({ id, chapters }) => ({ name: id, chapters }));

/** Logits of one look: so much probability on the named class, the rest spread evenly. */
function looks(name: string, share = 0.99): number[] {
  return classes.map((one) => Math.log(one.name === name ? share : (1 - share) / (classes.length - 1)));
}

function load(whole: string, parts: readonly string[]) {
  return { classes, appearance: looks(whole), parts: parts.flatMap((part) => looks(part)) };
}

const eight = (name: string): string[] => Array.from({ length: 8 }, () => name);

describe('how badly a load fits its declaration', () => {
  test('tyres declared as tyres fit, and -ln of nearly 1 is nearly 0', () => {
    const mismatch = declarationMismatch(load('tyres', eight('tyres')), ['40']);
    expect(mismatch?.score).toBeLessThan(0.1);
  });

  test('tyres declared as furniture do not: the whole load looks different', () => {
    const mismatch = declarationMismatch(load('tyres', eight('tyres')), ['94']);
    expect(mismatch).toMatchObject({ code: 'load-looks-different', part: null, seen: 'tyres' });
    expect(mismatch?.score).toBeGreaterThan(8);
  });

  test('two parts of engines behind furniture are found where they are', () => {
    const parts = [...eight('furniture').slice(2), 'engines', 'engines'];
    const mismatch = declarationMismatch(load('mixed', parts), ['94']);
    expect(mismatch).toMatchObject({ code: 'part-looks-different', seen: 'engines', part: 6 });
    expect(mismatch?.score).toBeGreaterThan(8);
  });

  test('the room at the doors may be empty whatever is declared', () => {
    const mismatch = declarationMismatch(load('cans', [...eight('cans').slice(1), 'empty']), ['20']);
    expect(mismatch?.score).toBeLessThan(0.2);
  });

  test('a container that was declared loaded and is empty seems empty', () => {
    const mismatch = declarationMismatch(load('empty', eight('empty')), ['62']);
    expect(mismatch).toMatchObject({ code: 'seems-empty', seen: 'empty', part: null });
    expect(mismatch?.score).toBeGreaterThan(3);
  });

  test('an empty container declared as such fits', () => {
    expect(declarationMismatch(load('empty', eight('empty')), ['86'])?.score).toBeLessThan(0.1);
  });

  test('two declared chapters may look mixed, a single one that always looks alike may not', () => {
    const side = load('mixed', [...eight('cars').slice(4), ...eight('tyres').slice(4)]);
    expect(declarationMismatch(side, ['87', '40'])?.score).toBeLessThan(0.2);
    expect(declarationMismatch(side, ['87'])?.score).toBeGreaterThan(8);
  });

  test('nothing is said where nothing is declared, or a chapter that the model was never taught', () => {
    const taught = classes.filter(({ name }) => name !== 'tiles' && name !== 'bottles');
    const logits = taught.map(() => 0);
    expect(declarationMismatch(load('cars', eight('cars')), [])).toBeNull();
    expect(declarationMismatch({ classes: taught, appearance: logits, parts: logits }, ['94', '69'])).toBeNull();
  });

  test('logits that are not one a class are refused', () => {
    const wrong = { ...load('cars', eight('cars')), appearance: [0, 1] };
    expect(() => declarationMismatch(wrong, ['87'])).toThrow(expect.objectContaining({ code: 'encoder-output' }));
  });
});
