import { expect, test } from 'vitest';
import { chordFault, chordsOf, type KeyPress, shownChord } from './chord.ts';

const press = (key: string, more: Partial<KeyPress> = {}): string[] =>
  chordsOf({ key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });

test('a letter is itself whatever the caps lock says, and Shift makes it another chord', () => {
  expect([press('r'), press('R'), press('R', { shiftKey: true })]).toEqual([['R'], ['R'], ['Shift+R']]);
});

test('a sign is what it is, whatever is held to type it', () => {
  expect(press('?', { shiftKey: true, code: 'Slash' })).toEqual(['?']);
  expect(press('+', { shiftKey: true, code: 'Equal' })).toEqual(['+']);
});

test('the row of digits counts by its place, after the sign that it types', () => {
  expect(press('1', { code: 'Digit1' })).toEqual(['1']);
  expect(press('!', { shiftKey: true, code: 'Digit1' })).toEqual(['!', 'Shift+1']);
  // French keyboards type the digit with Shift.
  expect(press('&', { code: 'Digit1' })).toEqual(['&', '1']);
  expect(press('1', { shiftKey: true, code: 'Digit1' })).toEqual(['Shift+1']);
  expect(press('1', { code: 'Numpad1' })).toEqual(['1']);
});

test('Control and the Apple key are one, and named keys keep their Shift', () => {
  expect(press('Enter', { ctrlKey: true })).toEqual(['Ctrl+Enter']);
  expect(press('Enter', { metaKey: true, shiftKey: true })).toEqual(['Ctrl+Shift+Enter']);
  expect(press('Control', { ctrlKey: true })).toEqual([]);
});

test('what a Chinese input method hides or widens is still the key', () => {
  expect(press('Process', { code: 'KeyI' })).toEqual(['I']);
  expect(press('】', { code: 'BracketRight' })).toEqual([']']);
  expect(press('？', { code: 'Slash', shiftKey: true })).toEqual(['?']);
});

test('another alphabet counts by the place of its keys', () => {
  expect(press('ш', { code: 'KeyI' })).toEqual(['I']);
});

test('keys that the browser needs are refused, and a decision without Ctrl or Alt', () => {
  expect([chordFault('Tab', false), chordFault('Ctrl+W', false), chordFault('Q', false)]).toEqual([
    'reserved',
    'reserved',
    null,
  ]);
  expect([chordFault('D', true), chordFault('Shift+D', true), chordFault('Ctrl+D', true)]).toEqual([
    'not-deliberate',
    'not-deliberate',
    null,
  ]);
});

test('chords are shown as keyboards have them', () => {
  expect(['Ctrl++', '+', 'Shift+ArrowLeft', 'Ctrl+-'].map(shownChord)).toEqual(['Ctrl++', '+', 'Shift+←', 'Ctrl+−']);
});
