import type { ReactNode } from 'react';
import { useApp } from '../app/context.ts';
import { shownChord } from './chord.ts';
import { useAction } from './context.tsx';
import { keysOf } from './key-map.ts';
import { type ActionName, actionNamed } from './registry.ts';

interface Props {
  action: ActionName;
  className?: string;
  /** In place of the action's own words, which stay its name. */
  children?: ReactNode;
}

/** An action as a button: its words, its key, whether it is on; off while it does not apply. */
export function ActionButton({ action: name, className, children }: Props) {
  const { words, preferences } = useApp();
  const action = actionNamed(name);
  const bound = useAction(name);
  const label = action.label(words);
  const keys = keysOf(action, preferences.keys);
  const [first] = keys;
  return (
    <button
      type="button"
      className={className}
      disabled={bound === null}
      aria-pressed={action.checked && (bound?.checked ?? false)}
      aria-label={children === undefined ? undefined : label}
      aria-keyshortcuts={first === undefined ? undefined : ariaKeys(first)}
      title={first === undefined ? label : `${label} (${shownChord(first)})`}
      data-action={name}
      onClick={() => bound?.perform()}
    >
      {children ?? label}
    </button>
  );
}

/** As ARIA writes them. */
function ariaKeys(chord: string): string {
  return chord.replace('Ctrl+', 'Control+').replace(/\+\+$/, '+Plus').replace(/^\+$/, 'Plus');
}
