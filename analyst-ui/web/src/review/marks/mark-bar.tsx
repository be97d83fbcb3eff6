import { useEffect, useRef, useState } from 'react';
import { ActionButton } from '../../actions/action-button.tsx';
import type { ActionName } from '../../actions/registry.ts';
import { useApp } from '../../app/context.ts';
import { errorWords } from '../../i18n/word.ts';
import type { Marks } from './use-marks.ts';

const DRAW: readonly ActionName[] = ['draw-box', 'draw-arrow', 'draw-ruler', 'draw-note'];
const CHANGE: readonly ActionName[] = ['undo-mark', 'redo-mark', 'write-mark', 'remove-mark'];

/** What draws marks, as buttons; and whether all that was drawn has arrived. */
export function MarkBar({ marks }: { marks: Marks }) {
  const { words, format } = useApp();
  const w = words.marks;
  if (!marks.mayDraw && marks.unsaved.size === 0) return null;
  return (
    <div className="tools mark-bar" role="toolbar" aria-label={w.tools}>
      <fieldset>
        {DRAW.map((name) => (
          <ActionButton key={name} action={name} />
        ))}
      </fieldset>
      <fieldset>
        {CHANGE.map((name) => (
          <ActionButton key={name} action={name} />
        ))}
      </fieldset>
      {marks.tool && <span className="dim">{w.howTo[marks.tool]}</span>}
      <MarksKept marks={marks} words={w.unsaved(format.number(marks.unsaved.size))} />
    </div>
  );
}

function MarksKept({ marks: { unsaved, trouble, refused }, words: said }: { marks: Marks; words: string }) {
  const { words } = useApp();
  if (refused !== null)
    return (
      <span className="error" role="alert" data-testid="marks-refused">
        ⚠ {words.marks.refused(errorWords(words, refused))}
      </span>
    );
  if (unsaved.size === 0) return null;
  return (
    <span className={trouble === null ? 'dim' : 'warn'} role="status" data-testid="marks-unsaved">
      ⟳ {said}
      {trouble !== null && ` ${errorWords(words, trouble)} ${words.marks.again}`}
    </span>
  );
}

/** The words of a note or of another mark, over the picture. Enter keeps them, Esc leaves all as it was. */
export function MarkText({ marks }: { marks: Marks }) {
  const { writing, desk } = marks;
  if (writing === null) return null;
  const mark = 'id' in writing ? marks.marks.find(({ id }) => id === writing.id) : undefined;
  return (
    <TextForm key={mark?.id ?? 'new'} text={mark?.text ?? ''} name={mark && marks.name(mark)} done={desk.written} />
  );
}

interface FormProps {
  text: string;
  name: string | undefined;
  done(text: string | null): void;
}

function TextForm({ text: before, name, done }: FormProps) {
  const { words } = useApp();
  const [text, setText] = useState(before);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
    // Back to where keys mean marks.
    return () => document.querySelector<HTMLElement>('[data-keys="picture"]')?.focus({ preventScroll: true });
  }, []);
  return (
    <form
      className="mark-text row"
      onSubmit={(event) => {
        event.preventDefault();
        done(text);
      }}
    >
      <label className="grow">
        {name === undefined ? words.marks.newNote : words.marks.textOf(name)}
        <input
          ref={input}
          value={text}
          maxLength={500}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') done(null);
          }}
          data-testid="mark-text"
        />
      </label>
      <button type="submit" className="primary">
        {words.marks.keep}
      </button>
      <button type="button" onClick={() => done(null)}>
        {words.cancel}
      </button>
    </form>
  );
}
