import { MarkId } from '@h986/domain';
import { expect, test } from 'vitest';
import { type MarkShape, NO_MARKS, redo, refreshed, stroke, undo } from './history.ts';

const me = { by: 'analyst', at: '2026-11-25T03:00:00.000Z' };
const id = (n: number) => MarkId.parse(`01J${String(n).padStart(23, '0')}`);
const box = (x: number): MarkShape => ({
  kind: 'box',
  points: [
    { x, y: 0 },
    { x: x + 10, y: 10 },
  ],
  text: '',
});
const made = stroke(NO_MARKS, { id: id(1), before: null, after: box(0) }, me);
const moved = stroke(made, { id: id(1), before: box(0), after: box(5) }, me);

test('what was moved goes back where it was, then away, and comes again', () => {
  const back = undo(moved, me);
  expect(back?.history.marks).toMatchObject([
    {
      points: [
        { x: 0, y: 0 },
        { x: 10, y: 10 },
      ],
    },
  ]);
  const gone = undo(back?.history ?? NO_MARKS, me);
  expect(gone?.history.marks).toEqual([]);
  expect(gone?.stroke).toEqual({ id: id(1), before: box(0), after: null });
  const again = redo(gone?.history ?? NO_MARKS, me);
  expect(redo(again?.history ?? NO_MARKS, me)?.history.marks).toMatchObject([box(5)]);
  expect(undo(NO_MARKS, me)).toBeNull();
});

test('a new stroke ends what could be done again', () => {
  const back = undo(moved, me)?.history ?? NO_MARKS;
  const other = stroke(back, { id: id(2), before: null, after: box(50) }, me);
  expect(redo(other, me)).toBeNull();
  expect(other.marks.map((mark) => mark.id)).toEqual([id(1), id(2)]);
});

test('what others draw is never mine to undo, and what is not saved yet stays on top of what is', () => {
  const theirs = {
    id: id(9),
    scanId: '',
    kind: 'box' as const,
    points: [],
    text: '',
    by: 'analyst2',
    at: me.at,
    changedAt: me.at,
    version: 1,
  };
  const unsaved = new Map([
    [id(1), box(7)],
    [id(9), null],
  ]);
  const now = refreshed(made, [theirs as never, { ...theirs, id: id(8) } as never], unsaved, me);
  expect(now.marks.map((mark) => mark.id)).toEqual([id(1), id(8)]);
  expect(now.marks[0]).toMatchObject({ ...box(7), by: 'analyst' });
  expect(now.done).toEqual(made.done);
});
