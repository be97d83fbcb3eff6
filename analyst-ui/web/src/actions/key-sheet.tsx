import { type KeyboardEvent, useState } from 'react';
import { useApp } from '../app/context.ts';
import type { Words } from '../i18n/en.ts';
import { chordsOf, shownChord } from './chord.ts';
import { Dialog } from './dialog.tsx';
import { type ChordAnswer, keysOf, mayHave } from './key-map.ts';
import { Keys } from './palette.tsx';
import { ACTIONS, type Action } from './registry.ts';
import { GROUPS } from './types.ts';

/** Every key of the page, by group; each can be changed here. */
export function KeySheet({ onClose }: { onClose(): void }) {
  const { words, preferences, setPreferences, notKept } = useApp();
  const w = words.keys;
  return (
    <Dialog title={w.title} className="key-sheet" onClose={onClose}>
      <p className="dim">{w.hint}</p>
      <div className="key-groups">
        {GROUPS.map((group) => (
          <section key={group}>
            <h3>{words.actionGroup[group]}</h3>
            <ul>
              {ACTIONS.filter((action) => action.group === group).map((action) => (
                <KeyRow key={action.name} action={action} />
              ))}
            </ul>
          </section>
        ))}
      </div>
      {notKept && (
        <p className="warn" role="alert">
          ⚠ {w.notKept}
        </p>
      )}
      <button
        type="button"
        disabled={Object.keys(preferences.keys).length === 0}
        onClick={() => setPreferences({ keys: {} })}
        data-testid="keys-reset"
      >
        {w.reset}
      </button>
    </Dialog>
  );
}

function KeyRow({ action }: { action: Action }) {
  const { words, preferences, setPreferences } = useApp();
  const [listening, setListening] = useState(false);
  const [fault, setFault] = useState('');
  const w = words.keys;
  const chords = keysOf(action, preferences.keys);

  const give = (keys: string[]): void => {
    setListening(false);
    setFault('');
    setPreferences({ keys: { ...preferences.keys, [action.name]: keys } });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!listening || event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    const [chord] = chordsOf(event.nativeEvent);
    if (chord === 'Escape') setListening(false);
    else if (chord === 'Backspace') give([]);
    else if (chord !== undefined) ask(chord);
  };
  const ask = (chord: string): void => {
    const answer = mayHave(action.name, chord, preferences.keys);
    if (answer.ok) give([chord]);
    else setFault(faultWords(answer, chord, words));
  };

  return (
    <li className="key-row">
      <span>
        {action.label(words)}
        {action.within && <small className="dim"> {w.within[action.within]}</small>}
      </span>
      <button
        type="button"
        aria-label={`${w.change(action.label(words))}: ${chords.map(shownChord).join(', ') || w.none}`}
        aria-pressed={listening}
        onClick={() => setListening(true)}
        onBlur={() => setListening(false)}
        onKeyDown={onKeyDown}
        data-key-of={action.name}
      >
        {listening ? w.press : chords.length > 0 ? <Keys chords={chords} /> : <span className="dim">{w.none}</span>}
      </button>
      {listening && <small className="dim">{w.pressHint}</small>}
      {fault !== '' && (
        <small className="error" role="alert" data-testid="key-fault">
          {fault}
        </small>
      )}
    </li>
  );
}

function faultWords(answer: Exclude<ChordAnswer, { ok: true }>, chord: string, words: Words): string {
  const { fault } = words.keys;
  return answer.fault === 'clash' ? fault.clash(shownChord(chord), answer.with.label(words)) : fault[answer.fault];
}
