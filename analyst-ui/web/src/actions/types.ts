import type { DecisionKind, MarkKind, Theme } from '@h986/domain';
import type { Screen } from '../app/route.ts';
import type { Words } from '../i18n/en.ts';
import type { CompareMode } from '../review/compare/looked.ts';
import type { Viewer } from '../viewer/index.ts';
import type { WindowKind } from '../windows/channel.ts';

/** What actions act on. Each is there while its part of the page is; an action whose target is not there does not apply. */
export interface Targets {
  page: PageDesk;
  viewer: Viewer;
  worklist: WorklistDesk;
  reading: ReadingDesk;
  decision: DecisionDesk;
  marks: MarkHand;
  compare: CompareDesk;
}
export type TargetName = keyof Targets;

export interface PageDesk {
  screens: readonly Screen[];
  open(screen: Screen): void;
  showPalette(): void;
  showKeys(): void;
  theme: Theme;
  setTheme(theme: Theme): void;
  signOut(): void;
}

export interface WorklistDesk {
  count: number;
  /** Puts the focus on the list, at the open scan or at the first. */
  focus(): void;
  /** Moves the focus up or down the list without opening anything. */
  step(by: 1 | -1): void;
  /** Opens the scan after or before the open one that nobody else holds. */
  openNeighbour(by: 1 | -1): void;
  /** Opens the scan that the server hands out. */
  takeNext(): void;
  mayTakeNext: boolean;
  /** The picture takes the place of worklist and facts. */
  large: boolean;
  toggleLarge(): void;
  /** What a second window shows. */
  away: ReadonlySet<WindowKind>;
  openWindow(kind: WindowKind): void;
}

export interface ReadingDesk {
  findings: number;
  /** Whether one of them is lit. */
  lit: boolean;
  held: boolean;
  /** Nobody is known to hold it, and it waits for an analyst. */
  free: boolean;
  /** Lights the next or the previous finding, round and round. */
  stepFinding(by: 1 | -1): void;
  /** How many findings are below their threshold, and whether they are shown. */
  below: number;
  belowShown: boolean;
  toggleBelow(): void;
  zoomToFinding(): void;
  focusPicture(): void;
  /** Says what lies in the middle of the picture. */
  sayMiddle(): void;
  take(): void;
  giveBack(): void;
}

export interface DecisionDesk {
  /** The form stands open: the scan is held, and not decided yet. */
  open: boolean;
  kind: DecisionKind | null;
  /** Index of the chosen reason of the kind, -1 while none is. */
  reason: number;
  reasons: number;
  /** Kind and reason are chosen, and the text where one is needed. */
  ready: boolean;
  choose(kind: DecisionKind): void;
  chooseReason(index: number): void;
  writeNote(): void;
  /** Marks that the inspectors may be sent to. */
  places: number;
  /** Only the marked places are to be opened. */
  marked: boolean;
  setMarked(marked: boolean): void;
  confirm(): void;
}

/** The marks on the picture that has the keys. */
export interface MarkHand {
  count: number;
  /** The scan is held: marks may be drawn. */
  mayDraw: boolean;
  /** What the next drag, or Enter, draws. */
  tool: MarkKind | null;
  setTool(tool: MarkKind | null): void;
  drawInMiddle(): void;
  /** Chooses the next or the previous mark, round and round. */
  step(by: 1 | -1): void;
  /** A mark of one's own is chosen. */
  chosen: boolean;
  write(): void;
  remove(): void;
  /** One step of the screen. @param what all of the mark, or its second point alone */
  nudge(lines: -1 | 0 | 1, channels: -1 | 0 | 1, what: 'all' | 'end'): void;
  canUndo: boolean;
  undo(): void;
  canRedo: boolean;
  redo(): void;
}

/** What the picture that has the keys is compared with. */
export interface CompareDesk {
  /** Scans that it can be compared with. */
  others: number;
  open: boolean;
  mode: CompareMode;
  toggle(): void;
  /** The next or the previous of the others, round and round. */
  step(by: 1 | -1): void;
  /** Begins a comparison where there is none. */
  setMode(mode: CompareMode): void;
  /** Blink by hand. */
  swap(): void;
  mirrored: boolean;
  mirror(): void;
}

export const GROUPS = ['reading', 'decision', 'marks', 'compare', 'picture', 'page'] as const;
export type Group = (typeof GROUPS)[number];

/** Parts of the page with keys of their own: those hold only while the focus is there. `data-keys` on the element names it. */
export type Place = 'picture' | 'worklist';

/**
 * One thing that a person can do, as the toolbar, the menu, the palette, the keyboard and the sheet of keys know it.
 *
 * Everything in it is read afresh each time, so that `when` and `checked` say how things stand now.
 */
export interface ActionOf<N extends string, T extends TargetName> {
  name: N;
  group: Group;
  on: T;
  label(words: Words): string;
  /** Chords as `chordsOf` names them; a user may have put others in their place. */
  keys: readonly string[];
  /** The keys hold only there. */
  within?: Place;
  /** The keys hold in text fields too. */
  inText?: boolean;
  /** It decides something: its chord must have Ctrl or Alt, and no menu or palette offers it. */
  deliberate?: boolean;
  /** Goes on while the key is held down. */
  repeats?: boolean;
  when?(target: Targets[T]): boolean;
  perform(target: Targets[T]): void;
  /** For what lasts only while the key is held. */
  release?(target: Targets[T]): void;
  /** For what is on or off. */
  checked?(target: Targets[T]): boolean;
}

/** Any action, its target's type forgotten: `on` and the functions belong together by how `action` made it. */
export type AnyAction<N extends string = string> = { [T in TargetName]: ActionOf<N, T> }[TargetName];

/** Says one action; its name becomes part of the union of all names. */
export function action<const N extends string, T extends TargetName>(said: ActionOf<N, T>): ActionOf<N, T> {
  return said;
}
