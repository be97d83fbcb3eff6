import { DECISION_KINDS, DECISION_REASONS, type DecisionView, type ScanDetail } from '@h986/domain';
import { useRef } from 'react';
import { ActionButton } from '../actions/action-button.tsx';
import { shownChord } from '../actions/chord.ts';
import { useTarget } from '../actions/context.tsx';
import { keysOf } from '../actions/key-map.ts';
import { type ActionName, actionNamed } from '../actions/registry.ts';
import { useApp } from '../app/context.ts';
import { errorWords, wordFor } from '../i18n/word.ts';
import { DecisionBadge } from '../shared/verdict.tsx';
import { InspectionAsked } from './inspection-asked.tsx';
import { InspectionFields } from './inspection-fields.tsx';
import { type DecisionOptions, useDecision } from './use-decision.ts';
import type { Lease } from './use-lease.ts';

interface Props extends DecisionOptions {
  decided: DecisionView | null;
  onNext: (() => void) | null;
}

/** Two steps, never one stray key: choose and give the reason, then confirm by button or Ctrl+Enter. */
export function DecisionPanel({ decided, onNext, ...options }: Props) {
  const { words } = useApp();
  const { scan, lease, marks } = options;
  const { draft, change, choose, textMissing, placesMissing, ready, busy, waiting, error, confirm } =
    useDecision(options);
  const note = useRef<HTMLTextAreaElement>(null);
  const { kind, reason, text } = draft;
  const reasons: readonly string[] = kind === null ? [] : DECISION_REASONS[kind];
  const w = words.decide;
  useTarget('decision', {
    open: lease.held && decided === null,
    kind,
    reason: reasons.indexOf(reason),
    reasons: reasons.length,
    ready: ready && decided === null,
    choose,
    chooseReason: (index) => change({ reason: reasons[index] ?? '' }),
    writeNote: () => note.current?.focus(),
    places: marks.marks.length,
    marked: draft.marked,
    setMarked: (marked) => change({ marked }),
    confirm,
  });

  if (decided !== null) {
    return (
      <section className="card decide done" role="status" data-testid="decided">
        <DecisionBadge kind={decided.kind} />
        <p>{w.done(words.decisionKind[decided.kind])}</p>
        {decided.inspection && <InspectionAsked inspection={decided.inspection} marks={marks} />}
        {onNext && (
          <ActionButton action="next-scan" className="primary">
            {w.next} → <KeyOf action="next-scan" />
          </ActionButton>
        )}
      </section>
    );
  }
  return (
    <section className="card decide" aria-label={w.title} data-testid="decide" data-held={lease.held}>
      <h2>{w.title}</h2>
      {!lease.held && <NotHeld lease={lease} scan={scan} />}
      <fieldset className="kinds" disabled={!lease.held || busy}>
        <legend className="visually-hidden">{w.title}</legend>
        {DECISION_KINDS.map((one) => (
          <label key={one} className={`kind ${one}`}>
            <input type="radio" name="kind" value={one} checked={kind === one} onChange={() => choose(one)} />
            <DecisionBadge kind={one} />
            <KeyOf action={`choose-${one}`} />
          </label>
        ))}
      </fieldset>
      {kind === null ? (
        <p className="dim">{w.step}</p>
      ) : (
        <>
          <label>
            {w.reason}
            <select
              value={reason}
              disabled={busy}
              onChange={(event) => change({ reason: event.target.value })}
              data-testid="decision-reason"
            >
              <option value="">{w.chooseReason}</option>
              {reasons.map((code, i) => (
                <option key={code} value={code}>
                  {i + 1} · {wordFor(words.decisionReason, code)}
                </option>
              ))}
            </select>
          </label>
          {kind === 'inspect' && <InspectionFields {...{ draft, change, marks, busy, placesMissing }} />}
          <label>
            <span className="row spread">
              {w.text} <KeyOf action="write-note" />
            </span>
            <textarea
              ref={note}
              rows={2}
              maxLength={4000}
              value={text}
              disabled={busy}
              aria-invalid={textMissing}
              onChange={(event) => change({ text: event.target.value })}
              data-testid="decision-text"
            />
            {textMissing && <small className="warn">{w.textNeeded}</small>}
          </label>
          {(marks.unsaved.size > 0 || marks.writing !== null) && (
            <p className="warn" role="status" data-testid="decision-waits-for-marks">
              ⟳ {words.marks.decisionWaits}
            </p>
          )}
          <div className="row spread">
            <button
              type="button"
              className="primary"
              disabled={!ready}
              onClick={confirm}
              data-testid="decision-confirm"
            >
              {w.confirm(words.decisionKind[kind])}
            </button>
            <KeyOf action="confirm-decision" />
          </div>
        </>
      )}
      {waiting && (
        <p className="warn" role="status" data-testid="decision-waiting">
          ⟳ {w.waiting}
        </p>
      )}
      {error !== undefined && (
        <p className="error" role="alert" data-testid="decision-error">
          {errorWords(words, error)}
        </p>
      )}
    </section>
  );
}

/** The key of an action, to be learnt by the way. */
function KeyOf({ action }: { action: ActionName }) {
  const { preferences } = useApp();
  const [chord] = keysOf(actionNamed(action), preferences.keys);
  return chord === undefined ? null : (
    <span className="keycap hint" aria-hidden="true">
      {shownChord(chord)}
    </span>
  );
}

function NotHeld({ lease, scan }: { lease: Lease; scan: ScanDetail }) {
  const { words } = useApp();
  const { state } = scan;
  if (state === 'scanning' || state === 'analysing') return <p className="dim">{words.decide.early}</p>;
  if (state !== 'awaiting-review' && state !== 'in-review') return <p className="dim">{words.decide.notYours}</p>;
  if (lease.error === undefined) return <p className="dim">{words.loading}</p>;
  return (
    <p className="warn" role="alert">
      {errorWords(words, lease.error)} <ActionButton action="take-scan">{words.review.takeAgain}</ActionButton>
    </p>
  );
}
