import { InspectionOrder, MarkId } from '@h986/domain';
import { expect, test } from 'vitest';
import { inspectionOf } from './inspection.ts';
import type { DrawnMark } from './marks/history.ts';
import { readDraft } from './use-draft.ts';

const id = (n: number) => MarkId.parse(`01J${String(n).padStart(23, '0')}`);
const marks = [1, 2, 3].map((n) => ({ id: id(n), kind: 'box' })) as unknown as DrawnMark[];
const draft = { kind: 'inspect', marked: true, leftOut: [id(2)], instruction: ' unload to row 3 ' } as const;

test('inspectors are sent to the marked places without those that were left out, with their instruction', () => {
  const order = inspectionOf(draft, marks);
  expect(order).toEqual({ scope: 'marked', marks: [id(1), id(3)], instruction: 'unload to row 3' });
  expect(InspectionOrder.parse(order)).toEqual(order);
});

test('of the whole container only an instruction is more than the decision itself', () => {
  expect(inspectionOf({ ...draft, marked: false }, marks)).toMatchObject({ scope: 'whole', marks: [] });
  expect(inspectionOf({ ...draft, marked: false, instruction: ' ' }, marks)).toBeUndefined();
  expect(inspectionOf({ ...draft, kind: 'release' }, marks)).toBeUndefined();
});

test('a draft of the tab is taken as far as it can be read', () => {
  const kept = { ...draft, reason: 'not-penetrated', text: 'a' };
  expect(readDraft(JSON.stringify(kept))).toEqual(kept);
  expect(readDraft(JSON.stringify({ ...kept, leftOut: ['?'], marked: 'yes', instruction: 7 }))).toMatchObject({
    leftOut: [],
    marked: false,
    instruction: '',
  });
});
