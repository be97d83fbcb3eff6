import { describe, expect, test } from 'vitest';
import { ExerciseAnswer, isRight } from './scan.ts';
import { type Answered, readingScore } from './score.ts';

const threat = { family: 'pistols', boxPx: { x: 100, y: 50, w: 20, h: 10 } };
const at = (x: number, y: number): ExerciseAnswer => ({ answer: 'threat', place: { x, y }, seconds: 10 });
const clear: ExerciseAnswer = { answer: 'clear', place: null, seconds: 10 };

describe('an answer', () => {
  test('that finds a threat is right on it or a little beside it, and nowhere else', () => {
    expect(isRight(at(110, 55), threat)).toBe(true);
    expect(isRight(at(131, 72), threat)).toBe(true);
    expect(isRight(at(133, 55), threat)).toBe(false);
  });

  test('that finds nothing is right where nothing is', () => {
    expect(isRight(clear, null)).toBe(true);
    expect(isRight(clear, threat)).toBe(false);
    expect(isRight(at(1, 1), null)).toBe(false);
  });

  test('of a threat without a place is refused', () => {
    const parsed = ExerciseAnswer.safeParse({ answer: 'threat', place: null, seconds: 1 });
    expect(parsed.error?.issues[0]?.message).toBe('place-missing');
  });
});

describe('a reader’s score', () => {
  const answered = (family: string | null, right: boolean): Answered => ({
    family,
    answer: (family === null) === right ? 'clear' : 'threat',
    right,
    seconds: 20,
  });
  const many = (n: number, family: string | null, right: boolean) =>
    Array.from({ length: n }, () => answered(family, right));

  test('is zero in sensitivity for one who guesses, with no leaning', () => {
    const guesses = [
      ...many(10, 'cash', true),
      ...many(10, 'cash', false),
      ...many(10, null, true),
      ...many(10, null, false),
    ];
    const { sensitivity, criterion } = readingScore(guesses);
    expect(sensitivity).toBeCloseTo(0, 9);
    expect(criterion).toBeCloseTo(0, 9);
  });

  test('of 8 hits in 9 and 0 false alarms in 9: z(0.85) less z(0.05)', () => {
    const { sensitivity, criterion } = readingScore([
      ...many(8, 'cash', true),
      ...many(1, 'cash', false),
      ...many(9, null, true),
    ]);
    expect(sensitivity).toBeCloseTo(1.03643 + 1.64485, 4);
    expect(criterion).toBeCloseTo((1.64485 - 1.03643) / 2, 4);
  });

  test('leans to silence where little is called a threat', () => {
    const { criterion } = readingScore([...many(2, 'cash', true), ...many(8, 'cash', false), ...many(10, null, true)]);
    expect(criterion).toBeGreaterThan(0.5);
  });

  test('has no sensitivity before both kinds of pictures were shown, and counts by family', () => {
    const score = readingScore([...many(1, 'cash', true), ...many(1, 'ivory', false)]);
    expect(score.sensitivity).toBeNull();
    expect(score.families.map(({ family, hits }) => [family, hits.count, hits.of])).toEqual([
      ['cash', 1, 1],
      ['ivory', 0, 1],
    ]);
  });
});
