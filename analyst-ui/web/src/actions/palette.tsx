import { type KeyboardEvent, useId, useState } from 'react';
import { useApp } from '../app/context.ts';
import type { Words } from '../i18n/en.ts';
import { shownChord } from './chord.ts';
import { useTargets } from './context.tsx';
import { Dialog } from './dialog.tsx';
import { keysOf } from './key-map.ts';
import { ACTIONS, type Action } from './registry.ts';
import { bind } from './targets.ts';

/** Every action that applies now, found by typing a part of its words; what decides is not among them. */
export function Palette({ onClose }: { onClose(): void }) {
  const { words, preferences, format } = useApp();
  const targets = useTargets();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const listId = useId();
  // What applies is what applied where the palette was called: the page behind it stands still.
  const [here] = useState(() => ACTIONS.filter((one) => offered(one) && bind(one, targets) !== null));
  const found = here.filter((one) => matches(one, text, words));
  const chosen = found[Math.min(at, found.length - 1)];
  const idOf = (action: Action): string => `${listId}-${action.name}`;

  const perform = (action: Action): void => {
    onClose();
    // After the dialog has gone and given the focus back.
    setTimeout(() => bind(action, targets)?.perform());
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setAt((old) => (old + 1) % Math.max(1, found.length));
    else if (event.key === 'ArrowUp') setAt((old) => (old + found.length - 1) % Math.max(1, found.length));
    else if (event.key === 'Enter' && chosen !== undefined) perform(chosen);
    else return;
    event.preventDefault();
  };

  return (
    <Dialog title={words.palette.title} className="palette" onClose={onClose}>
      <input
        type="text"
        role="combobox"
        aria-label={words.palette.search}
        placeholder={words.palette.search}
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={chosen && idOf(chosen)}
        aria-autocomplete="list"
        autoComplete="off"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
        data-testid="palette-search"
      />
      <div role="listbox" id={listId} aria-label={words.palette.title} className="palette-list" tabIndex={-1}>
        {found.map((action) => (
          <div
            key={action.name}
            id={idOf(action)}
            role="option"
            tabIndex={-1}
            aria-selected={action === chosen}
            className="palette-item row spread"
            ref={(element) => {
              if (action === chosen) element?.scrollIntoView({ block: 'nearest' });
            }}
            onPointerDown={(event) => {
              event.preventDefault();
              perform(action);
            }}
          >
            <span>
              {action.label(words)} <small className="dim">{words.actionGroup[action.group]}</small>
            </span>
            <Keys chords={keysOf(action, preferences.keys)} />
          </div>
        ))}
      </div>
      <p className="dim" role="status">
        {found.length === 0 ? words.palette.nothing : words.palette.count(format.number(found.length))}
      </p>
    </Dialog>
  );
}

/** Chords as caps. */
export function Keys({ chords }: { chords: readonly string[] }) {
  return (
    <span className="keycaps">
      {chords.map((chord) => (
        <kbd key={chord}>{shownChord(chord)}</kbd>
      ))}
    </span>
  );
}

function offered({ deliberate, within, name }: Action): boolean {
  return !deliberate && within === undefined && name !== 'palette';
}

function matches(action: Action, text: string, words: Words): boolean {
  const label = `${action.label(words)} ${words.actionGroup[action.group]}`.toLocaleLowerCase();
  return text
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((part) => label.includes(part));
}
