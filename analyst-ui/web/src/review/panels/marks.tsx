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

function MarksBody(props: PanelProps) {
  const { words } = useApp();
  const { marks, mayDraw } = props.marks;
  if (marks.length === 0) return <p className="dim">{mayDraw ? words.marks.noneYet : words.marks.none}</p>;
  return (
    <ol className="findings marks" data-testid="marks">
      {marks.map((mark) => (
        <MarkRow key={mark.id} mark={mark} {...props} />
      ))}
    </ol>
  );
}

/** The mark under the pointer, here or on the picture, is lit in both places. */
function MarkRow({ mark, marks, lit, onLit, onZoomTo }: PanelProps & { mark: DrawnMark }) {
  const { words, format, channel } = useApp();
  const w = words.marks;
  const { id, kind, text, by, at } = mark;
  const size = marks.size(mark);
  const choose = (): void => {
    marks.desk.select(id);
    channel.say({ kind: 'mark-chosen', id });
    onZoomTo(id);
  };
  const changeable = marks.mayDraw && marks.hasPicture && marks.mine(mark);
  return (
    <li>
      <button
        type="button"
        className={`item mark-item ${lit === id ? 'lit' : ''}`}
        data-mark-id={id}
        aria-current={marks.selected === id}
        onPointerEnter={() => onLit(id)}
        onPointerLeave={() => onLit(null)}
        onFocus={() => onLit(id)}
        onBlur={() => onLit(null)}
        onClick={choose}
      >
        <span className="row spread">
          <strong>{w.numbered(marks.name(mark), words.markKind[kind])}</strong>
          {size && <span className="nowrap">{size}</span>}
        </span>
        {text && <span className="break">{text}</span>}
        <small className="dim">
          {w.by(by, format.instant(at))}
          {marks.unsaved.has(id) && ` · ⟳ ${w.notKept}`}
        </small>
      </button>
      {changeable && marks.selected === id && (
        <span className="row mark-change">
          <button type="button" onClick={() => marks.desk.write(id)}>
            {w.write}
          </button>
          <button type="button" onClick={() => marks.desk.remove(id)}>
            {w.remove}
          </button>
        </span>
      )}
    </li>
  );
}
