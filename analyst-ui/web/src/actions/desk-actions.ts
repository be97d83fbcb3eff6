import { DECISION_KINDS } from '@h986/domain';
import { WINDOW_KINDS } from '../windows/channel.ts';
import { action } from './types.ts';

/** Getting about in the worklist and in a scan. */
export const READING_ACTIONS = [
  action({
    name: 'next-scan',
    group: 'reading',
    on: 'worklist',
    label: ({ actions }) => actions.nextScan,
    keys: [']'],
    when: ({ count }) => count > 0,
    perform: (worklist) => worklist.openNeighbour(1),
  }),
  action({
    name: 'previous-scan',
    group: 'reading',
    on: 'worklist',
    label: ({ actions }) => actions.previousScan,
    keys: ['['],
    when: ({ count }) => count > 0,
    perform: (worklist) => worklist.openNeighbour(-1),
  }),
  action({
    name: 'go-to-worklist',
    group: 'reading',
    on: 'worklist',
    label: ({ actions }) => actions.toWorklist,
    keys: ['G'],
    perform: (worklist) => worklist.focus(),
  }),
  action({
    name: 'worklist-down',
    group: 'reading',
    on: 'worklist',
    label: ({ actions }) => actions.worklistDown,
    keys: ['ArrowDown'],
    within: 'worklist',
    repeats: true,
    perform: (worklist) => worklist.step(1),
  }),
  action({
    name: 'worklist-up',
    group: 'reading',
    on: 'worklist',
    label: ({ actions }) => actions.worklistUp,
    keys: ['ArrowUp'],
    within: 'worklist',
    repeats: true,
    perform: (worklist) => worklist.step(-1),
  }),
  action({
    name: 'next-finding',
    group: 'reading',
    on: 'reading',
    label: ({ actions }) => actions.nextFinding,
    keys: ['.'],
    when: ({ findings }) => findings > 0,
    perform: (reading) => reading.stepFinding(1),
  }),
  action({
    name: 'previous-finding',
    group: 'reading',
    on: 'reading',
    label: ({ actions }) => actions.previousFinding,
    keys: [','],
    when: ({ findings }) => findings > 0,
    perform: (reading) => reading.stepFinding(-1),
  }),
  action({
    name: 'zoom-to-finding',
    group: 'reading',
    on: 'reading',
    label: ({ actions }) => actions.zoomToFinding,
    keys: ['Z'],
    when: ({ lit }) => lit,
    perform: (reading) => reading.zoomToFinding(),
  }),
  action({
    name: 'go-to-picture',
    group: 'reading',
    on: 'reading',
    label: ({ actions }) => actions.toPicture,
    keys: ['P'],
    perform: (reading) => reading.focusPicture(),
  }),
  action({
    name: 'take-scan',
    group: 'reading',
    on: 'reading',
    label: ({ actions }) => actions.take,
    keys: ['T'],
    when: ({ held, free }) => !held && free,
    perform: (reading) => reading.take(),
  }),
  action({
    name: 'give-back',
    group: 'reading',
    on: 'reading',
    label: ({ review }) => review.back,
    keys: ['Shift+Backspace'],
    when: ({ held }) => held,
    perform: (reading) => reading.giveBack(),
  }),
  action({
    name: 'large-picture',
    group: 'reading',
    on: 'worklist',
    label: ({ actions }) => actions.large,
    keys: ['Shift+F'],
    perform: (worklist) => worklist.toggleLarge(),
    checked: ({ large }) => large,
  }),
  ...WINDOW_KINDS.map((kind) =>
    action({
      name: `${kind}-window` as const,
      group: 'reading',
      on: 'worklist',
      label: ({ windows }) => windows.open[kind],
      keys: [],
      perform: (worklist) => worklist.openWindow(kind),
      checked: ({ away }) => away.has(kind),
    }),
  ),
] as const;

/** Most reasons that a kind of decision has. */
const REASONS = [0, 1, 2, 3, 4] as const satisfies readonly number[];
const KEY_OF_KIND = { release: 'Shift+R', inspect: 'Shift+I', rescan: 'Shift+S' } as const;

/** Choosing decides nothing; only the chord does. */
export const DECISION_ACTIONS = [
  ...DECISION_KINDS.map((kind) =>
    action({
      name: `choose-${kind}` as const,
      group: 'decision',
      on: 'decision',
      label: ({ actions, decisionKind }) => actions.choose(decisionKind[kind]),
      keys: [KEY_OF_KIND[kind]],
      when: ({ open }) => open,
      perform: (decision) => decision.choose(kind),
      checked: (decision) => decision.kind === kind,
    }),
  ),
  ...REASONS.map((index) =>
    action({
      name: `reason-${index + 1}` as `reason-${1 | 2 | 3 | 4 | 5}`,
      group: 'decision',
      on: 'decision',
      label: ({ actions }) => actions.reason(String(index + 1)),
      keys: [`Shift+${index + 1}`],
      when: ({ open, reasons }) => open && index < reasons,
      perform: (decision) => decision.chooseReason(index),
      checked: (decision) => decision.reason === index,
    }),
  ),
  action({
    name: 'write-note',
    group: 'decision',
    on: 'decision',
    label: ({ actions }) => actions.note,
    keys: ['N'],
    when: ({ open, kind }) => open && kind !== null,
    perform: (decision) => decision.writeNote(),
  }),
  action({
    name: 'confirm-decision',
    group: 'decision',
    on: 'decision',
    label: ({ actions }) => actions.confirm,
    keys: ['Ctrl+Enter'],
    inText: true,
    deliberate: true,
    when: ({ ready }) => ready,
    perform: (decision) => decision.confirm(),
  }),
] as const;
