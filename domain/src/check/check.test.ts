import { describe, expect, test } from 'vitest';
import { canMove, type ScanId } from '../scan.ts';
import { GENERIC_TEST_OBJECT } from './generic.ts';
import { judgeCheck } from './judge.ts';
import { gradedFigure } from './limits.ts';
import { checkStateAt } from './scanner-checks.ts';
import { extentOf, TestObject } from './test-object.ts';

const HOUR_MS = 3_600_000;
const reading = (...figures: ReturnType<typeof gradedFigure>[]) => ({ refusal: null, figures });

describe('a figure of the test object', () => {
  test('is good, usable or unfit by its limits, whichever way is better', () => {
    expect([260, 200, 100, null].map((mm) => gradedFigure('penetration', mm).grade)).toEqual([
      'good',
      'usable',
      'unfit',
      'unfit',
    ]);
    expect([1, 1.5, 3, null].map((mm) => gradedFigure('wire-air', mm).grade)).toEqual([
      'good',
      'usable',
      'unfit',
      'unfit',
    ]);
  });

  test('is held to a site’s own limits where it has some', () => {
    expect(gradedFigure('wire-air', 1.5, { 'wire-air': { good: 2, usable: 3 } })).toMatchObject({
      grade: 'good',
      limit: { atMost: 2 },
    });
  });
});

describe('a check', () => {
  test('is as good as its worst figure, and says why, the gravest first', () => {
    const judged = judgeCheck(reading(gradedFigure('penetration', 200), gradedFigure('wire-air', null)), {});
    expect(judged.grade).toBe('unfit');
    expect(judged.reasons).toMatchObject([
      { code: 'nothing-told', figure: 'wire-air', makes: 'unfit' },
      { code: 'beyond-limit', figure: 'penetration', value: 200, against: 250, makes: 'usable' },
    ]);
  });

  test('that is good by all limits is but usable where a figure has become worse than its own past', () => {
    const past = { penetration: [300, 301, 299, 300, 302, 300, 299, 301, 300] };
    expect(judgeCheck(reading(gradedFigure('penetration', 300)), past).grade).toBe('good');
    expect(judgeCheck(reading(gradedFigure('penetration', 320)), past).grade).toBe('good');
    expect(judgeCheck(reading(gradedFigure('penetration', 270)), past)).toMatchObject({
      grade: 'usable',
      reasons: [{ code: 'unlike-before', figure: 'penetration', value: 270, against: 300 }],
    });
  });

  test('of an object that was not found is unfit', () => {
    expect(judgeCheck({ refusal: 'test-object-not-found', figures: [] }, {})).toMatchObject({
      grade: 'unfit',
      reasons: [{ code: 'test-object-not-found' }],
    });
  });

  test('holds for its hours, and a failed one does not get better by growing old', () => {
    const at = '2026-11-23T08:00:00.000Z';
    const scanId = '01KAQZ00000000000000000000' as ScanId;
    const after = (hours: number, grade: 'good' | 'usable' | 'unfit') =>
      checkStateAt({ scanId, at, grade }, Date.parse(at) + hours * HOUR_MS, 24 * HOUR_MS).state;
    expect([after(24, 'good'), after(24.1, 'good'), after(1, 'usable')]).toEqual(['valid', 'overdue', 'limited']);
    expect([after(1, 'unfit'), after(100, 'unfit')]).toEqual(['failed', 'failed']);
    expect(checkStateAt(null, 0, HOUR_MS)).toEqual({ state: 'none', check: null });
  });

  test('is nobody’s to review, and cargo does not end without an analyst', () => {
    expect(canMove('analysing', 'closed', 'test-object')).toBe(true);
    expect(canMove('analysing', 'awaiting-review', 'test-object')).toBe(false);
    expect(canMove('awaiting-review', 'in-review', 'test-object')).toBe(false);
    expect(canMove('analysing', 'closed')).toBe(false);
  });
});

test('the object that comes with the system is one, and its frame holds every part', () => {
  expect(TestObject.parse(GENERIC_TEST_OBJECT)).toEqual(GENERIC_TEST_OBJECT);
  expect(extentOf(GENERIC_TEST_OBJECT)).toEqual({ x: -50, y: -50, w: 4300, h: 2230 });
});
