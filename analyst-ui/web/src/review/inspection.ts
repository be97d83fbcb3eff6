import type { InspectionOrder } from '@h986/domain';
import type { DrawnMark } from './marks/history.ts';
import type { Draft } from './use-draft.ts';

/** Marks whose places are to be opened: all that were not left out. */
export function placesOf({ leftOut }: Pick<Draft, 'leftOut'>, marks: readonly DrawnMark[]): DrawnMark[] {
  return marks.filter(({ id }) => !leftOut.includes(id));
}

/** What the inspectors are asked to do; undefined where nothing more is said than to inspect. */
export function inspectionOf(
  draft: Pick<Draft, 'kind' | 'marked' | 'leftOut' | 'instruction'>,
  marks: readonly DrawnMark[],
): InspectionOrder | undefined {
  const instruction = draft.instruction.trim();
  if (draft.kind !== 'inspect' || (!draft.marked && instruction === '')) return undefined;
  if (!draft.marked) return { scope: 'whole', marks: [], instruction };
  return { scope: 'marked', marks: placesOf(draft, marks).map(({ id }) => id), instruction };
}
