import { expect, test } from 'vitest';
import { MarkDraft } from './mark.ts';

const box = {
  kind: 'box',
  points: [
    { x: 0, y: 0 },
    { x: 9, y: 9 },
  ],
  version: 0,
};

test('a box has two corners, a note one place and a text', () => {
  expect(MarkDraft.parse(box)).toMatchObject({ kind: 'box', text: '' });
  expect(faultOf({ ...box, points: [{ x: 0, y: 0 }] })).toBe('mark-points');
  const note = { kind: 'note', points: [{ x: 1, y: 1 }], version: 0 };
  expect(faultOf({ ...note, text: ' ' })).toBe('mark-text-missing');
  expect(MarkDraft.parse({ ...note, text: 'seal broken' }).text).toBe('seal broken');
});

test('a place that no picture has is refused', () => {
  expect(
    MarkDraft.safeParse({
      ...box,
      points: [
        { x: Number.NaN, y: 0 },
        { x: 1, y: 1 },
      ],
    }).success,
  ).toBe(false);
  expect(
    MarkDraft.safeParse({
      ...box,
      points: [
        { x: 2e6, y: 0 },
        { x: 1, y: 1 },
      ],
    }).success,
  ).toBe(false);
});

function faultOf(given: unknown): string | undefined {
  return MarkDraft.safeParse(given).error?.issues[0]?.message;
}
