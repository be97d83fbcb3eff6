import type { Mark, MarkDraft, MarkId } from '@h986/domain';

/** What a mark is, without whose it is. */
export type MarkShape = Pick<MarkDraft, 'kind' | 'points' | 'text'>;

/** One thing done to one mark: null before it was made, null after it was taken away. */
export interface Stroke {
  id: MarkId;
  before: MarkShape | null;
  after: MarkShape | null;
}

/** A mark as it is drawn. */
export interface DrawnMark extends MarkShape {
  id: MarkId;
  by: string;
  at: string;
}

/** The marks on a picture, and what of one's own can be taken back. What others do is never in it. */
export interface MarkHistory {
  marks: readonly DrawnMark[];
  done: readonly Stroke[];
  undone: readonly Stroke[];
}

export const NO_MARKS: MarkHistory = { marks: [], done: [], undone: [] };

interface Author {
  by: string;
  at: string;
}

export function stroke(history: MarkHistory, one: Stroke, author: Author): MarkHistory {
  return { marks: applied(history.marks, one, author), done: [...history.done, one], undone: [] };
}

/** @returns the history after it, and the stroke that undoes; null where nothing is to be undone */
export function undo(
  { marks, done, undone }: MarkHistory,
  author: Author,
): { history: MarkHistory; stroke: Stroke } | null {
  const last = done.at(-1);
  if (!last) return null;
  const back = { id: last.id, before: last.after, after: last.before };
  const history = { marks: applied(marks, back, author), done: done.slice(0, -1), undone: [...undone, last] };
  return { history, stroke: back };
}

/** As `undo`, the other way. */
export function redo(
  { marks, done, undone }: MarkHistory,
  author: Author,
): { history: MarkHistory; stroke: Stroke } | null {
  const last = undone.at(-1);
  if (!last) return null;
  const history = { marks: applied(marks, last, author), done: [...done, last], undone: undone.slice(0, -1) };
  return { history, stroke: last };
}

/** What the records have, with one's own strokes that are not there yet on top. */
export function refreshed(
  history: MarkHistory,
  stored: readonly Mark[],
  unsaved: ReadonlyMap<MarkId, MarkShape | null>,
  author: Author,
): MarkHistory {
  let marks: readonly DrawnMark[] = stored
    .map(({ id, kind, points, text, by, at }) => ({
      id,
      kind,
      points,
      text,
      by,
      at,
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const [id, after] of unsaved) marks = applied(marks, { id, before: null, after }, author);
  return { ...history, marks };
}

function applied(marks: readonly DrawnMark[], { id, after }: Stroke, author: Author): DrawnMark[] {
  const known = marks.find((mark) => mark.id === id);
  const rest = marks.filter((mark) => mark.id !== id);
  if (after === null) return rest;
  const drawn = { ...author, ...known, ...after, id };
  // By id, which begins with the time of drawing: a mark keeps its number whenever it reaches the records.
  return [...rest, drawn].sort((a, b) => (a.id < b.id ? -1 : 1));
}
