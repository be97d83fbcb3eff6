/** What of a key event a chord is made of. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Signs as Chinese keyboards type them, and the keys they lie on. */
const FULL_WIDTH: Readonly<Record<string, string>> = {
  '【': '[',
  '】': ']',
  '？': '?',
  '，': ',',
  '。': '.',
  '、': '\\',
  '；': ';',
  '：': ':',
  '＋': '+',
  '－': '-',
  '＝': '=',
};

/** Keys that the browser, the system or every form needs. */
const RESERVED = new Set([
  ...['Tab', 'Shift+Tab', 'Enter', 'Escape', 'F5', 'F11', 'F12', 'Alt+F4', 'Alt+ArrowLeft', 'Alt+ArrowRight'],
  ...[...'ACFLNPQRTVWX0'].map((key) => `Ctrl+${key}`),
  ...['Ctrl+Shift+N', 'Ctrl+Shift+T', 'Ctrl+Shift+W', 'Ctrl++', 'Ctrl+-', 'Ctrl+Tab'],
]);
const MODIFIERS = new Set(['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'NumLock', 'Fn']);

/**
 * A key press as chords, e.g. `Ctrl+Enter`, `Shift+R`, `?`; the likelier first.
 *
 * Letters are written large. Shift counts with letters and named keys; a sign is what it is, whatever is held to type
 * it. The row of digits counts by its place, as French keyboards type digits with Shift only; so do letters where an
 * input method or another alphabet hides them.
 *
 * @returns empty for a modifier alone
 */
export function chordsOf({ key, code, ctrlKey, metaKey, altKey, shiftKey }: KeyPress): string[] {
  if (MODIFIERS.has(key) || key === '') return [];
  const name = nameOf(key);
  const chords: string[] = [];
  const add = (base: string, shift: boolean): void => {
    const held = [(ctrlKey || metaKey) && 'Ctrl', altKey && 'Alt', shift && 'Shift'].filter(Boolean);
    chords.push([...held, base].join('+'));
  };
  const hidden = key === 'Process' || key === 'Unidentified' || (key.length === 1 && key > '\u024f');
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  if (name.length > 1 && !hidden) add(name, shiftKey);
  else if (name !== digit && (!hidden || FULL_WIDTH[key] !== undefined)) add(name, shiftKey && /[A-Z]/.test(name));
  if (digit !== undefined) add(digit, shiftKey);
  else if (letter !== undefined && hidden) add(letter, shiftKey);
  return chords;
}

/** What is wrong with a chord for an action that is `deliberate` or not; null when nothing is. */
export function chordFault(chord: string, deliberate: boolean): 'reserved' | 'not-deliberate' | null {
  if (RESERVED.has(chord)) return 'reserved';
  if (deliberate && !/^(Ctrl|Alt)\+/.test(chord)) return 'not-deliberate';
  return null;
}

const SHOWN: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  '-': '−',
};

/** A chord as a keyboard shows it. */
export function shownChord(chord: string): string {
  const [base = '', ...held] = partsOf(chord).reverse();
  return [...held.reverse(), SHOWN[base] ?? base].join('+');
}

/** `Ctrl++` is Ctrl and the plus. */
function partsOf(chord: string): string[] {
  return chord.endsWith('+') ? [...chord.slice(0, -1).split('+').filter(Boolean), '+'] : chord.split('+');
}

function nameOf(key: string): string {
  if (key === ' ') return 'Space';
  const plain = FULL_WIDTH[key] ?? key;
  return plain.length === 1 ? plain.toUpperCase() : plain;
}
