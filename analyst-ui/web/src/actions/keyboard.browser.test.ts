import { afterEach, expect, test } from 'vitest';
import { listenToKeys } from './keyboard.ts';
import { createTargetStore } from './targets.ts';
import type { Targets } from './types.ts';

let stop: () => void = () => {};
afterEach(() => {
  stop();
  document.body.replaceChildren();
});

test('a key means its action wherever the focus is, but not in a field, a list or an open dialog', () => {
  const { done } = desk();
  press(document.body, 'i');
  for (const html of ['<input type="text">', '<textarea></textarea>', '<select><option>a</option></select>']) {
    press(element(html), 'i');
  }
  const dialog = element('<dialog><button>x</button></dialog>') as HTMLDialogElement;
  dialog.showModal();
  press(dialog.querySelector('button') as Element, 'i');
  dialog.close();
  press(element('<button>y</button>'), 'i');
  expect(done).toEqual(['invert', 'invert']);
});

test('the chord of a decision holds in the remark too, a stray Enter decides nothing', () => {
  const { done } = desk();
  const remark = element('<textarea></textarea>');
  press(remark, 'Enter');
  press(document.body, 'Enter');
  expect(done).toEqual([]);
  press(remark, 'Enter', { ctrlKey: true });
  expect(done).toEqual(['confirm']);
});

test('a key held down goes on only where that is meant, and decides once', () => {
  const { done } = desk();
  for (const repeat of [false, true, true]) {
    press(document.body, '+', { repeat });
    press(document.body, 'Enter', { ctrlKey: true, repeat });
  }
  expect(done).toEqual(['zoom', 'confirm', 'zoom', 'zoom']);
});

test('arrows belong to the place that has the focus, and to a slider before all', () => {
  const { done } = desk();
  const picture = element('<section data-keys="picture"><input type="range"></section>');
  press(document.body, 'ArrowLeft');
  press(picture, 'ArrowLeft');
  press(picture.querySelector('input') as Element, 'ArrowLeft');
  expect(done).toEqual(['pan']);
});

test('what does not apply leaves its key alone', () => {
  const { done } = desk({ ready: false });
  const event = press(document.body, 'Enter', { ctrlKey: true });
  expect([done, event.defaultPrevented]).toEqual([[], false]);
});

test('a key of the user holds in the place of the usual one', () => {
  const { done } = desk({ own: { 'picture-invert': ['Q'] } });
  press(document.body, 'i');
  press(document.body, 'q');
  expect(done).toEqual(['invert']);
});

function desk({ ready = true, own = {} as Record<string, string[]> } = {}) {
  const done: string[] = [];
  const targets = createTargetStore();
  const viewer = {
    getState: () => ({ display: { invert: false } }),
    setDisplay: () => done.push('invert'),
    zoom: () => done.push('zoom'),
    pan: () => done.push('pan'),
  };
  targets.add('viewer', () => viewer as unknown as Targets['viewer']);
  targets.add('decision', () => ({ ready, confirm: () => done.push('confirm') }) as unknown as Targets['decision']);
  stop = listenToKeys({ targets, own: () => own });
  return { done };
}

function element(html: string): Element {
  document.body.insertAdjacentHTML('beforeend', html);
  return document.body.lastElementChild as Element;
}

function press(on: Element, key: string, more: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
  on.dispatchEvent(event);
  return event;
}
