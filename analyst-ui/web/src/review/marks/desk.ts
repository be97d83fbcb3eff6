import { isRetryable, type Mark, type MarkId, type MarkKind, type ScanId } from '@h986/domain';
import type { Call } from '../../api/call.ts';
import {
  type DrawnMark,
  type MarkHistory,
  type MarkShape,
  NO_MARKS,
  redo,
  refreshed,
  type Stroke,
  stroke,
  undo,
} from './history.ts';
import { createKeeper, type KeeperOptions } from './keeper.ts';
import { newMarkId } from './mark-id.ts';

type Points = MarkShape['points'];

/** How the marks of a scan stand now. */
export interface MarksState {
  marks: readonly DrawnMark[];
  selected: MarkId | null;
  /** What the next drag draws. */
  tool: MarkKind | null;
  /** Words are being written: of a mark, or of a note that becomes one with its words. */
  writing: { id: MarkId } | { points: Points } | null;
  canUndo: boolean;
  canRedo: boolean;
  /** Marks whose newest stroke is not in the records yet. */
  unsaved: ReadonlySet<MarkId>;
  /** Why they are not; null while nothing stands in their way. */
  trouble: unknown;
  /** A stroke that the records will never take, and why. */
  refused: unknown;
}

/** The marks of one scan under one hand: drawn, changed, taken back, and kept at each stroke. */
export interface MarksDesk {
  state(): MarksState;
  subscribe(heard: () => void): () => void;
  /** What the records have now. */
  refresh(): void;
  setTool(tool: MarkKind | null): void;
  select(id: MarkId | null): void;
  /** A note asks for its words first. */
  draw(kind: MarkKind, points: Points): void;
  move(id: MarkId, points: Points): void;
  write(id: MarkId): void;
  /** @param text null leaves all as it was */
  written(text: string | null): void;
  remove(id: MarkId): void;
  undo(): void;
  redo(): void;
  send(): void;
  close(): void;
}

interface Options extends Pick<KeeperOptions, 'storage' | 'retryMs'> {
  call: Call;
  scanId: ScanId;
  user: string;
  /** The server's time, ms. */
  now(): number;
  /** A stroke has reached the records. */
  onSaved(): void;
}

const RETRY_MS = 3_000;

export function createMarksDesk({ call, scanId, user, now, onSaved, ...more }: Options): MarksDesk {
  const listeners = new Set<() => void>();
  let history: MarkHistory = NO_MARKS;
  let own: Pick<MarksState, 'selected' | 'tool' | 'writing' | 'refused'> = {
    selected: null,
    tool: null,
    writing: null,
    refused: null,
  };
  let saves = 0;
  let closed = false;
  let again: ReturnType<typeof setTimeout> | undefined;
  const keeper = createKeeper({
    ...more,
    call,
    scanId,
    user,
    onChange() {
      tell();
      if (keeper.saves() === saves) return;
      saves = keeper.saves();
      onSaved();
    },
    onRefused(refused) {
      set({ refused });
      refresh();
    },
  });
  let shown = stateOf();

  function stateOf(): MarksState {
    const { marks, done, undone } = history;
    const selected = marks.some(({ id }) => id === own.selected) ? own.selected : null;
    const unsaved = new Set(keeper.unsaved().keys());
    return {
      ...own,
      marks,
      selected,
      unsaved,
      canUndo: done.length > 0,
      canRedo: undone.length > 0,
      trouble: keeper.trouble(),
    };
  }
  function tell(): void {
    shown = stateOf();
    for (const listener of listeners) listener();
  }
  function set(change: Partial<typeof own>): void {
    own = { ...own, ...change };
    tell();
  }
  const author = () => ({ by: user, at: new Date(now()).toISOString() });
  const shapeOf = (id: MarkId): MarkShape | null => {
    const mark = history.marks.find((one) => one.id === id);
    return mark ? { kind: mark.kind, points: mark.points, text: mark.text } : null;
  };

  function keep({ history: next, stroke: done }: { history: MarkHistory; stroke: Stroke }): void {
    history = next;
    own = { ...own, selected: done.after === null ? null : done.id, refused: null };
    keeper.keep(done.id, done.after);
  }
  function change(id: MarkId, wanted: MarkShape | null): void {
    const after = wanted && { ...wanted, points: wanted.points.map(rounded) };
    const one = { id, before: shapeOf(id), after };
    keep({ history: stroke(history, one, author()), stroke: one });
  }

  function refresh(): void {
    const before = keeper.saves();
    call('listMarks', { params: { scanId } }).then(
      (stored: Mark[]) => {
        if (closed) return;
        // Asked before a stroke arrived, answered after it: the answer is older than what is known.
        if (keeper.saves() !== before) return refresh();
        keeper.learn(stored);
        history = refreshed(history, stored, keeper.unsaved(), author());
        tell();
      },
      (error: unknown) => {
        clearTimeout(again);
        if (!closed && isRetryable(error)) again = setTimeout(refresh, RETRY_MS);
      },
    );
  }

  return {
    state: () => shown,
    subscribe(heard) {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
    refresh,
    setTool: (tool) => set({ tool, ...(tool !== null && { selected: null }) }),
    select: (selected) => set({ selected }),
    draw(kind, points) {
      own = { ...own, tool: null };
      if (kind === 'note') set({ writing: { points }, selected: null });
      else change(newMarkId(now(), history.marks), { kind, points, text: '' });
    },
    move(id, points) {
      const shape = shapeOf(id);
      if (shape) change(id, { ...shape, points });
    },
    write: (id) => set({ writing: { id }, selected: id }),
    written(text) {
      const { writing } = own;
      own = { ...own, writing: null };
      const words = text?.trim() ?? '';
      if (writing === null || text === null) return tell();
      if ('points' in writing) {
        if (words === '') return tell();
        return change(newMarkId(now(), history.marks), { kind: 'note', points: writing.points, text: words });
      }
      const shape = shapeOf(writing.id);
      if (shape && shape.text !== words && (shape.kind !== 'note' || words !== ''))
        change(writing.id, { ...shape, text: words });
      else tell();
    },
    remove: (id) => change(id, null),
    undo() {
      const back = undo(history, author());
      if (back) keep(back);
    },
    redo() {
      const again = redo(history, author());
      if (again) keep(again);
    },
    send: keeper.send,
    close() {
      closed = true;
      clearTimeout(again);
      keeper.close();
    },
  };
}

/** A hundredth of a texel is finer than any hand. */
const rounded = ({ x, y }: Points[number]): Points[number] => ({
  x: Math.round(x * 100) / 100,
  y: Math.round(y * 100) / 100,
});
