import type { MarkId } from '@h986/domain';
import { memo, useMemo, useRef } from 'react';
import { useApp } from '../../app/context.ts';
import type { DrawnMark } from '../marks/history.ts';
import type { Panel, PanelProps } from './panel.tsx';

/** What analysts have drawn on the picture, by whom and when. */
export const MARKS: Panel = {
  id: 'marks',
  place: 'side',
  title: ({ marks }) => marks.title,
  Hint: MarksHint,
  Body: MarksBody,
};

function MarksHint({ marks: { marks, unsaved } }: PanelProps) {
  const { words, format } = useApp();
  if (unsaved.size === 0) return <span className="dim">{marks.length}</span>;
  return <span className="warn">⟳ {words.marks.unsaved(format.number(unsaved.size))}</span>;
}

function MarksBody({ marks, lit, onLit, onZoomTo }: PanelProps) {
  const { words, channel } = useApp();
  const latest = useRef({ marks, onLit, onZoomTo });
  latest.current = { marks, onLit, onZoomTo };
  const hands = useMemo<RowHands>(
    () => ({
      light: (id) => latest.current.onLit(id),
      choose(id) {
        latest.current.marks.desk.select(id);
        channel.say({ kind: 'mark-chosen', id });
        latest.current.onZoomTo(id);
      },
      write: (id) => latest.current.marks.desk.write(id),
      remove: (id) => latest.current.marks.desk.remove(id),
    }),
    [channel],
  );
  if (marks.marks.length === 0) return <p className="dim">{marks.mayDraw ? words.marks.noneYet : words.marks.none}</p>;
  const mayChange = marks.mayDraw && marks.hasPicture;
  return (
    <ol className="findings marks" data-testid="marks">
      {marks.marks.map((mark, i) => (
        <MarkRow
          key={mark.id}
          mark={mark}
          name={`M${i + 1}`}
          size={marks.size(mark)}
          lit={lit === mark.id}
          chosen={marks.selected === mark.id}
          changeable={mayChange && marks.selected === mark.id && marks.mine(mark)}
          unsaved={marks.unsaved.has(mark.id)}
          hands={hands}
        />
      ))}
    </ol>
  );
}

interface RowHands {
  light(id: MarkId | null): void;
  choose(id: MarkId): void;
  write(id: MarkId): void;
  remove(id: MarkId): void;
}

interface RowProps {
  mark: DrawnMark;
  name: string;
  size: string;
  lit: boolean;
  chosen: boolean;
  changeable: boolean;
  unsaved: boolean;
  hands: RowHands;
}

/** The mark under the pointer, here or on the picture, is lit in both places. Drawn again only when it has changed: there may be many. */
const MarkRow = memo(function MarkRow({ mark, name, size, lit, chosen, changeable, unsaved, hands }: RowProps) {
  const { words, format } = useApp();
  const w = words.marks;
  const { id, kind, text, by, at } = mark;
  return (
    <li>
      <button
        type="button"
        className={`item mark-item ${lit ? 'lit' : ''}`}
        data-mark-id={id}
        aria-current={chosen}
        onPointerEnter={() => hands.light(id)}
        onPointerLeave={() => hands.light(null)}
        onFocus={() => hands.light(id)}
        onBlur={() => hands.light(null)}
        onClick={() => hands.choose(id)}
      >
        <span className="row spread">
          <strong>{w.numbered(name, words.markKind[kind])}</strong>
          {size && <span className="nowrap">{size}</span>}
        </span>
        {text && <span className="break">{text}</span>}
        <small className="dim">
          {w.by(by, format.instant(at))}
          {unsaved && ` · ⟳ ${w.notKept}`}
        </small>
      </button>
      {changeable && (
        <span className="row mark-change">
          <button type="button" onClick={() => hands.write(id)}>
            {w.write}
          </button>
          <button type="button" onClick={() => hands.remove(id)}>
            {w.remove}
          </button>
        </span>
      )}
    </li>
  );
});
