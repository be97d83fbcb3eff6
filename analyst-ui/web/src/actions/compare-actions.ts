import { COMPARE_MODES } from '../review/compare/looked.ts';
import { action } from './types.ts';

const KEY_OF_MODE = { side: 'A', swipe: 'S', blink: 'R', difference: 'D' } as const;

/** This scan against another: beside it, over it, or by what differs. */
export const COMPARE_ACTIONS = [
  action({
    name: 'compare',
    group: 'compare',
    on: 'compare',
    label: ({ compare }) => compare.toggle,
    keys: ['G'],
    when: ({ others }) => others > 0,
    perform: (compare) => compare.toggle(),
    checked: ({ open }) => open,
  }),
  action({
    name: 'compare-next',
    group: 'compare',
    on: 'compare',
    label: ({ compare }) => compare.next,
    keys: ['Shift+G'],
    when: ({ others }) => others > 0,
    perform: (compare) => compare.step(1),
  }),
  ...COMPARE_MODES.map((mode) =>
    action({
      name: `compare-${mode}` as const,
      group: 'compare',
      on: 'compare',
      label: ({ compareHow }) => compareHow[mode],
      keys: [KEY_OF_MODE[mode]],
      when: ({ others }) => others > 0,
      perform: (compare) => compare.setMode(mode),
      checked: ({ open, mode: now }) => open && now === mode,
    }),
  ),
  action({
    name: 'compare-swap',
    group: 'compare',
    on: 'compare',
    label: ({ compare }) => compare.swap,
    keys: [';'],
    when: ({ open, mode }) => open && mode === 'blink',
    perform: (compare) => compare.swap(),
  }),
  action({
    name: 'compare-mirror',
    group: 'compare',
    on: 'compare',
    label: ({ compare }) => compare.mirrorLong,
    keys: [],
    when: ({ open }) => open,
    perform: (compare) => compare.mirror(),
    checked: ({ mirrored }) => mirrored,
  }),
] as const;
