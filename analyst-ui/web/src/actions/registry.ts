import { COMPARE_ACTIONS } from './compare-actions.ts';
import { DECISION_ACTIONS, READING_ACTIONS } from './desk-actions.ts';
import { MARK_ACTIONS } from './mark-actions.ts';
import { PAGE_ACTIONS } from './page-actions.ts';
import type { AnyAction } from './types.ts';
import { VIEWER_ACTIONS } from './viewer-actions.ts';

const ALL = [
  ...READING_ACTIONS,
  ...DECISION_ACTIONS,
  ...MARK_ACTIONS,
  ...COMPARE_ACTIONS,
  ...VIEWER_ACTIONS,
  ...PAGE_ACTIONS,
] as const;

export type ActionName = (typeof ALL)[number]['name'];
export type Action = AnyAction<ActionName>;

/** Everything that a person can do by key, button, menu or palette, in the order in which it is listed. */
export const ACTIONS: readonly Action[] = ALL as unknown as readonly Action[];

const BY_NAME = new Map(ACTIONS.map((one) => [one.name, one]));

export function actionNamed(name: ActionName): Action {
  const found = BY_NAME.get(name);
  if (found === undefined) throw new Error(`no action is called ${name}`);
  return found;
}
