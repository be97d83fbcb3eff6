import { chordsOf } from './chord.ts';
import { actionsOf, type OwnKeys } from './key-map.ts';
import type { Action } from './registry.ts';
import { type Bound, bind, type TargetStore } from './targets.ts';

interface Options {
  targets: TargetStore;
  own(): OwnKeys;
  /** Has the page drawn what an action changed before the next key is heard: quick fingers lose none. */
  commit?(perform: () => void): void;
}

/** Hears every key of the page and performs what it means, if anything, there and now. @returns how to stop */
export function listenToKeys({ targets, own, commit = (perform) => perform() }: Options): () => void {
  const stop = new AbortController();
  /** What lasts while a key is held, by the key's place. */
  const held = new Map<string, Bound>();

  const down = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const found = meant(event, own(), targets);
    if (found === null) return;
    event.preventDefault();
    if (event.repeat && !found.action.repeats) return;
    if (found.action.release) held.set(event.code, found.bound);
    commit(found.bound.perform);
  };
  const up = (event: KeyboardEvent): void => {
    held.get(event.code)?.release();
    held.delete(event.code);
  };
  const letGo = (): void => {
    for (const bound of held.values()) bound.release();
    held.clear();
  };
  window.addEventListener('keydown', down, { signal: stop.signal });
  window.addEventListener('keyup', up, { signal: stop.signal });
  // A key let go in another window is never heard of here.
  window.addEventListener('blur', letGo, { signal: stop.signal });
  return () => {
    letGo();
    stop.abort();
  };
}

/** The one action that a key press means where the focus is; null when it is the element's own or nobody's. */
export function meant(
  event: KeyboardEvent,
  own: OwnKeys,
  targets: Pick<TargetStore, 'get' | 'relay'>,
): { action: Action; bound: Bound } | null {
  const focus = event.target instanceof Element ? event.target : null;
  // A dialog stands before everything else.
  if (document.querySelector('dialog:modal') !== null) return null;
  for (const chord of chordsOf(event)) {
    for (const action of actionsOf(chord, own)) {
      if (action.within !== undefined && focus?.closest(`[data-keys="${action.within}"]`) == null) continue;
      if (!action.inText && keepsKey(focus, event)) continue;
      const bound = bind(action, targets);
      if (bound !== null) return { action, bound };
    }
  }
  return null;
}

const NO_TEXT = new Set(['button', 'checkbox', 'color', 'file', 'radio', 'range', 'reset', 'submit']);
const PRESSES = new Set([' ', 'Enter']);
const MOVES = /^(Arrow|Page|Home|End)/;

/** Whether the focused element needs this key itself: text is typed, buttons are pressed, sliders are moved. */
function keepsKey(focus: Element | null, { key }: KeyboardEvent): boolean {
  if (focus === null) return false;
  if (focus instanceof HTMLInputElement) return !NO_TEXT.has(focus.type) || PRESSES.has(key) || MOVES.test(key);
  if (focus instanceof HTMLTextAreaElement || focus instanceof HTMLSelectElement) return true;
  if (focus instanceof HTMLElement && focus.isContentEditable) return true;
  return PRESSES.has(key) && focus.closest('button, a, summary, [role="option"]') !== null;
}
