import { useApp } from '../app/context.ts';
import { placesOf } from './inspection.ts';
import type { Marks } from './marks/use-marks.ts';
import type { Draft } from './use-draft.ts';

interface Props {
  draft: Draft;
  change(part: Partial<Draft>): void;
  marks: Marks;
  busy: boolean;
  placesMissing: boolean;
}

/** What is to be opened, and what the inspectors should know. */
export function InspectionFields({ draft, change, marks, busy, placesMissing }: Props) {
  const { words } = useApp();
  const w = words.marks;
  const chosen = placesOf(draft, marks.marks);
  return (
    <>
      <fieldset className="scope" disabled={busy}>
        <legend>{w.open}</legend>
        <div className="row">
          {[false, true].map((marked) => (
            <label key={String(marked)} className="row">
              <input
                type="radio"
                name="scope"
                value={marked ? 'marked' : 'whole'}
                checked={draft.marked === marked}
                disabled={marked && marks.marks.length === 0}
                onChange={() => change({ marked })}
              />
              {marked ? w.onlyMarked : w.whole}
            </label>
          ))}
        </div>
        {marks.marks.length === 0 && <small className="dim">{w.noMarks}</small>}
        {draft.marked && (
          <div className="places">
            {marks.marks.map((mark) => (
              <label key={mark.id} className="row">
                <input
                  type="checkbox"
                  value={mark.id}
                  checked={chosen.includes(mark)}
                  onChange={({ target }) =>
                    change({
                      leftOut: target.checked
                        ? draft.leftOut.filter((id) => id !== mark.id)
                        : [...draft.leftOut, mark.id],
                    })
                  }
                />
                {w.numbered(marks.name(mark), words.markKind[mark.kind])}
              </label>
            ))}
          </div>
        )}
        {placesMissing && <small className="warn">{w.choosePlaces}</small>}
      </fieldset>
      <label>
        {w.instruction}
        <textarea
          rows={2}
          maxLength={2000}
          placeholder={w.instructionHint}
          value={draft.instruction}
          disabled={busy}
          onChange={(event) => change({ instruction: event.target.value })}
          data-testid="inspection-instruction"
        />
      </label>
    </>
  );
}
