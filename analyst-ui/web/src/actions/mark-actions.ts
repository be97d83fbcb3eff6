import { MARK_KINDS } from '@h986/domain';
import { action } from './types.ts';

const KEY_OF_KIND = { box: 'Shift+B', arrow: 'Shift+A', ruler: 'Shift+M', note: 'Shift+T' } as const;

/** What an analyst draws on the picture, by pointer and by keyboard alike. */
export const MARK_ACTIONS = [
  ...MARK_KINDS.map((kind) =>
    action({
      name: `draw-${kind}` as const,
      group: 'marks',
      on: 'marks',
      label: ({ marks }) => marks.draw[kind],
      keys: [KEY_OF_KIND[kind]],
      when: ({ mayDraw }) => mayDraw,
      perform: (marks) => marks.setTool(marks.tool === kind ? null : kind),
      checked: ({ tool }) => tool === kind,
    }),
  ),
  action({
    name: 'draw-in-middle',
    group: 'marks',
    on: 'marks',
    label: ({ marks }) => marks.inMiddle,
    keys: ['Enter'],
    within: 'picture',
    when: ({ mayDraw, tool }) => mayDraw && tool !== null,
    perform: (marks) => marks.drawInMiddle(),
  }),
  action({
    name: 'draw-nothing',
    group: 'marks',
    on: 'marks',
    label: ({ marks }) => marks.stop,
    keys: ['Escape'],
    within: 'picture',
    when: ({ tool }) => tool !== null,
    perform: (marks) => marks.setTool(null),
  }),
  action({
    name: 'next-mark',
    group: 'marks',
    on: 'marks',
    label: ({ marks }) => marks.next,
    keys: ['>'],
    when: ({ count }) => count > 0,
    perform: (marks) => marks.step(1),
  }),
  action({
    name: 'previous-mark',
    group: 'marks',
    on: 'marks',
    label: ({ marks }) => marks.previous,
    keys: ['<'],
    when: ({ count }) => count > 0,
    perform: (marks) => marks.step(-1),
  }),
  ...(
    [
      ['left', 'ArrowLeft', -1, 0],
      ['right', 'ArrowRight', 1, 0],
      ['up', 'ArrowUp', 0, -1],
      ['down', 'ArrowDown', 0, 1],
    ] as const
  ).flatMap(([way, key, lines, channels]) =>
    (['all', 'end'] as const).map((what) =>
      action({
        name: `nudge-${what}-${way}` as const,
        group: 'marks',
        on: 'marks',
        label: ({ marks }) => marks.nudge[what](marks.way[way]),
        keys: [what === 'all' ? `Ctrl+${key}` : `Ctrl+Shift+${key}`],
        repeats: true,
        when: ({ mayDraw, chosen }) => mayDraw && chosen,
        perform: (marks) => marks.nudge(lines, channels, what),
      }),
    ),
  ),
  action({
    name: 'write-mark',
    group: 'marks',
    on: 'marks',
    label: ({ marks }) => marks.write,
    keys: ['Ctrl+M'],
    when: ({ mayDraw, chosen }) => mayDraw && chosen,
    perform: (marks) => marks.write(),
  }),
  action({
    name: 'remove-mark',
    group: 'marks',
    on: 'marks',
    label: ({ marks }) => marks.remove,
    keys: ['Delete'],
    when: ({ mayDraw, chosen }) => mayDraw && chosen,
    perform: (marks) => marks.remove(),
  }),
  action({
    name: 'undo-mark',
    group: 'marks',
    on: 'marks',
    label: ({ marks }) => marks.undo,
    keys: ['Ctrl+Z'],
    when: ({ mayDraw, canUndo }) => mayDraw && canUndo,
    perform: (marks) => marks.undo(),
  }),
  action({
    name: 'redo-mark',
    group: 'marks',
    on: 'marks',
    label: ({ marks }) => marks.redo,
    keys: ['Ctrl+Shift+Z'],
    when: ({ mayDraw, canRedo }) => mayDraw && canRedo,
    perform: (marks) => marks.redo(),
  }),
] as const;
