import { chordFault } from './chord.ts';
import { ACTIONS, type Action, type ActionName } from './registry.ts';

/** The keys that a user has put in the place of an action's own; names of other versions are passed over. */
export type OwnKeys = Readonly<Record<string, readonly string[]>>;

/** The chords of an action for this user. */
export function keysOf(action: Action, own: OwnKeys): readonly string[] {
  return own[action.name] ?? action.keys;
}

/** Every action that a chord may mean; more than one only where their places differ. */
export function actionsOf(chord: string, own: OwnKeys): Action[] {
  return ACTIONS.filter((action) => keysOf(action, own).includes(chord));
}

export type ChordAnswer =
  | { ok: true }
  | { ok: false; fault: 'reserved' | 'not-deliberate' }
  | { ok: false; fault: 'clash'; with: Action };

/** Whether an action may have a chord beside all others: refused where it would mean two things. */
export function mayHave(name: ActionName, chord: string, own: OwnKeys): ChordAnswer {
  const action = ACTIONS.find((one) => one.name === name);
  // In the picture there is nothing for the browser to press or to leave.
  const ofPicture = action?.within === 'picture' && (chord === 'Enter' || chord === 'Escape');
  const fault = ofPicture ? null : chordFault(chord, action?.deliberate ?? false);
  if (fault !== null) return { ok: false, fault };
  const other = actionsOf(chord, own).find((one) => one.name !== name && overlap(one, action));
  return other === undefined ? { ok: true } : { ok: false, fault: 'clash', with: other };
}

function overlap(a: Action, b: Action | undefined): boolean {
  return a.within === undefined || b?.within === undefined || a.within === b.within;
}
