import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Coarseness, createPace } from './pace.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

/** A machine on which an exact frame takes so long; a coarser one takes by the square less. */
function machineOf(exactMs: number, still = false) {
  const drawn: Coarseness[] = [];
  let waits = 0;
  const takes = { ms: exactMs };
  const frame = (): Coarseness =>
    pace.frame(
      (coarse) => {
        drawn.push(coarse);
        vi.advanceTimersByTime(takes.ms / coarse ** 2);
      },
      () => void waits++,
    );
  const pace = createPace(frame, () => still);
  function move(frames: number): Coarseness[] {
    drawn.length = 0;
    for (let i = 0; i < frames; i++) {
      pace.stir(true);
      frame();
    }
    return [...drawn];
  }
  return { pace, frame, move, drawn, takes, waits: () => waits };
}

test('quick frames are always exact, and hardly ever waited for', () => {
  const { move, waits } = machineOf(4);
  expect(new Set(move(100))).toEqual(new Set([1]));
  expect(waits()).toBeLessThanOrEqual(3);
});

test('after two slow frames a moving picture is as coarse as it takes, and exact 120 ms after the last one', () => {
  const { move, drawn } = machineOf(60);
  expect(move(6)).toEqual([1, 1, 2, 2, 2, 2]);
  vi.advanceTimersByTime(119);
  expect(drawn).toHaveLength(6);
  vi.advanceTimersByTime(1);
  expect(drawn.slice(6)).toEqual([1]);
  vi.advanceTimersByTime(1_000);
  expect(drawn).toHaveLength(7);
  expect(move(2)).toEqual([2, 2]);
});

test('one slow frame is chance', () => {
  const { move, takes } = machineOf(60);
  move(1);
  takes.ms = 5;
  expect(move(10)).toEqual(Array(10).fill(1));
});

test('within a movement frames only become coarser', () => {
  const { move, takes } = machineOf(60);
  expect(move(4)).toEqual([1, 1, 2, 2]);
  takes.ms = 100;
  expect(move(4)).toEqual([2, 2, 3, 3]);
  takes.ms = 5;
  expect(move(4)).toEqual([3, 3, 3, 3]);
  // At rest it shows that there is no longer any need.
  vi.advanceTimersByTime(120);
  expect(move(3)).toEqual([1, 1, 1]);
});

test('a single step is exact at once, a quick succession of steps is a movement', () => {
  const { pace, frame, move, drawn } = machineOf(60);
  move(3);
  vi.advanceTimersByTime(1_000);
  drawn.length = 0;
  for (let i = 0; i < 3; i++) {
    pace.stir();
    frame();
  }
  expect(drawn).toEqual([1, 2, 2]);
});

test('a frame for another reason than a movement is exact, and not waited for', () => {
  const { frame, move, drawn, waits } = machineOf(60);
  move(3);
  vi.advanceTimersByTime(1_000);
  const before = waits();
  frame();
  expect(drawn.at(-1)).toBe(1);
  expect(waits()).toBe(before);
});

test('who wants less motion sees exact frames alone', () => {
  expect(machineOf(200, true).move(8)).toEqual(Array(8).fill(1));
});
