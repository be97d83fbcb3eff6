import { DECISION_REASONS } from '@h986/domain';
import { expect, test } from 'vitest';
import { actionsOf, keysOf, mayHave } from './key-map.ts';
import { ACTIONS, actionNamed } from './registry.ts';

test('no name is given twice', () => {
  expect(new Set(ACTIONS.map(({ name }) => name)).size).toBe(ACTIONS.length);
});

test('no two actions mean the same key in the same place, and none takes a key of the browser', () => {
  const refused = ACTIONS.flatMap((action) =>
    action.keys.map((chord) => ({ name: action.name, chord, answer: mayHave(action.name, chord, {}) })),
  ).filter(({ answer }) => !answer.ok);
  expect(refused).toEqual([]);
});

test('every reason of a decision has a key', () => {
  const most = Math.max(...Object.values(DECISION_REASONS).map((reasons) => reasons.length));
  expect(ACTIONS.filter(({ name }) => name.startsWith('reason-'))).toHaveLength(most);
});

test('only confirming decides, and it needs a chord', () => {
  expect(ACTIONS.filter(({ deliberate }) => deliberate).map(({ name, keys }) => [name, keys])).toEqual([
    ['confirm-decision', ['Ctrl+Enter']],
  ]);
});

test('a key of the user takes the place of the usual ones, an empty list takes them away', () => {
  const own = { 'picture-invert': ['Q'], 'picture-fit': [] };
  expect(keysOf(actionNamed('picture-invert'), own)).toEqual(['Q']);
  expect(actionsOf('I', own)).toEqual([]);
  expect(actionsOf('F', own)).toEqual([]);
});

test('a key that means something already is refused, by what it means for this user', () => {
  expect(mayHave('picture-log', 'I', {})).toMatchObject({ fault: 'clash', with: { name: 'picture-invert' } });
  expect(mayHave('picture-log', 'I', { 'picture-invert': ['Q'] })).toEqual({ ok: true });
  expect(mayHave('picture-log', 'Q', { 'picture-invert': ['Q'] })).toMatchObject({ fault: 'clash' });
});

test('arrows mean one thing in the picture and another in the worklist', () => {
  expect(actionsOf('ArrowUp', {}).map(({ name }) => name)).toEqual(['worklist-up', 'picture-up']);
  expect(mayHave('next-finding', 'ArrowUp', {})).toMatchObject({ fault: 'clash' });
});
