import { MARK_KINDS } from '@h986/domain';
import { useEffect, useRef, useState } from 'react';
import { ActionButton } from '../../actions/action-button.tsx';
import type { ActionName } from '../../actions/registry.ts';
import { useApp } from '../../app/context.ts';
import { errorWords } from '../../i18n/word.ts';
import { Icon, type IconName } from '../../shared/icon.tsx';
import type { Marks } from './use-marks.ts';

const CHANGE = [
  ['undo-mark', 'undo'],
  ['redo-mark', 'redo'],
  ['write-mark', 'write'],
  ['remove-mark', 'remove'],
] as const satisfies readonly (readonly [ActionName, IconName])[];

/** What draws marks, as buttons; and whether all that was drawn has arrived. One line, whatever it says: the picture stays where it is. */
export function MarkBar({ marks }: { marks: Marks }) {
  const { words } = useApp();
  const { tool } = marks;
  if (!marks.mayDraw && marks.unsaved.size === 0) return null;
  return (
    <div className="tools mark-bar" role="toolbar" aria-label={words.marks.tools}>
      <fieldset>
        {MARK_KINDS.map((kind) => (
          <ActionButton key={kind} action={`draw-${kind}`}>
            <Icon name={kind} /> <span className="name">{words.markKind[kind]}</span>
          </ActionButton>
        ))}
      </fieldset>
      <fieldset className="change">
        {CHANGE.map(([name, icon]) => (
          <ActionButton key={name} action={name}>
            <Icon name={icon} />
          </ActionButton>
        ))}
      </fieldset>
      {tool === null ? <MarksKept marks={marks} /> : <span className="said dim">{words.marks.howTo[tool]}</span>}
    </div>
  );
}

function MarksKept({ marks: { unsaved, trouble, refused } }: { marks: Marks }) {
  const { words, format } = useApp();
  const w = words.marks;
  if (refused !== null) {
    const why = w.refused(errorWords(words, refused));
    return (
      <span className="said error" role="alert" title={why} data-testid="marks-refused">
        ⚠ {why}
      </span>
    );
  }
  if (unsaved.size === 0) return null;
  const count = w.unsaved(format.number(unsaved.size));
  const said = trouble === null ? count : `${count} · ${errorWords(words, trouble)} ${w.again}`;
  return (
    <span
      className={`said ${trouble === null ? 'dim' : 'warn'}`}
      role="status"
      title={said}
      data-testid="marks-unsaved"
    >
      ⟳ {said}
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
