import {
  DECISION_KINDS,
  DECISION_REASONS,
  type DecisionKind,
  type DecisionView,
  errorCode,
  type ScanDetail,
} from '@h986/domain';
import { useRef, useState } from 'react';
import { useTarget } from '../actions/context.tsx';
import { useApp } from '../app/context.ts';
import { errorWords, wordFor } from '../i18n/word.ts';
import { DecisionBadge } from '../shared/verdict.tsx';
import type { Lease } from './use-lease.ts';

interface Props {
  scan: ScanDetail;
  lease: Lease;
  /** How the picture is shown at this moment. */
  seen(): Record<string, unknown>;
  decided: DecisionView | null;
  onDecided(decision: DecisionView): void;
  /** The server knows a newer result than the one shown. */
  onOutdated(): void;
  onNext: (() => void) | null;
}

/** Two steps, never one stray key: choose and give the reason, then confirm by button or Ctrl+Enter. */
export function DecisionPanel({ scan, lease, seen, decided, onDecided, onOutdated, onNext }: Props) {
  const { call, words } = useApp();
  const [kind, setKind] = useState<DecisionKind | null>(null);
  const [reason, setReason] = useState('');
  const [text, setText] = useState('');
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const note = useRef<HTMLTextAreaElement>(null);
  const w = words.decide;
  const textMissing = reason === 'other' && text.trim() === '';
  const ready = kind !== null && reason !== '' && !textMissing && lease.held && !busy && decided === null;

  const confirm = (): void => {
    if (!ready) return;
    setBusy(true);
    setError(undefined);
    const body = {
      kind,
      reason,
      text,
      revision: scan.revision,
      comparison: scan.comparison?.id ?? null,
      display: seen(),
    };
    call('decide', { params: { scanId: scan.scanId }, body })
      .then(onDecided, (thrown: unknown) => {
        setError(thrown);
        if (errorCode(thrown) === 'revision-outdated') onOutdated();
      })
      .finally(() => setBusy(false));
  };
  const choose = (one: DecisionKind): void => {
    setKind(one);
    // A reason belongs to its kind; until another is chosen nothing can be confirmed.
    setReason('');
  };
  const reasons: readonly string[] = kind === null ? [] : DECISION_REASONS[kind];
  useTarget('decision', {
    open: lease.held && decided === null,
    kind,
    reason: reasons.indexOf(reason),
    reasons: reasons.length,
    ready,
    choose,
    chooseReason: (index) => setReason(reasons[index] ?? ''),
    writeNote: () => note.current?.focus(),
    confirm,
  });

  if (decided !== null) {
    return (
      <section className="card decide done" role="status" data-testid="decided">
        <DecisionBadge kind={decided.kind} />
        <p>{w.done(words.decisionKind[decided.kind])}</p>
        {onNext && (
          <button type="button" className="primary" onClick={onNext}>
            {w.next} →
          </button>
        )}
      </section>
    );
  }
  return (
    <section className="card decide" aria-label={w.title} data-testid="decide" data-held={lease.held}>
      <h2>{w.title}</h2>
      {!lease.held && <NotHeld lease={lease} waits={scan.state === 'awaiting-review' || scan.state === 'in-review'} />}
      <fieldset className="kinds" disabled={!lease.held}>
        <legend className="visually-hidden">{w.title}</legend>
        {DECISION_KINDS.map((one) => (
          <label key={one} className={`kind ${one}`}>
            <input type="radio" name="kind" value={one} checked={kind === one} onChange={() => choose(one)} />
            <DecisionBadge kind={one} />
          </label>
        ))}
      </fieldset>
      {kind === null ? (
        <p className="dim">{w.step}</p>
      ) : (
        <>
          <label>
            {w.reason}
            <select value={reason} onChange={(event) => setReason(event.target.value)} data-testid="decision-reason">
              <option value="">{w.chooseReason}</option>
              {reasons.map((code) => (
                <option key={code} value={code}>
                  {wordFor(words.decisionReason, code)}
                </option>
              ))}
            </select>
          </label>
          <label>
            {w.text}
            <textarea
              ref={note}
              rows={2}
              maxLength={4000}
              value={text}
              aria-invalid={textMissing}
              onChange={(event) => setText(event.target.value)}
              data-testid="decision-text"
            />
            {textMissing && <small className="warn">{w.textNeeded}</small>}
          </label>
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
            <small className="dim">{w.confirmHint}</small>
          </div>
        </>
      )}
      {error !== undefined && (
        <p className="error" role="alert" data-testid="decision-error">
          {errorWords(words, error)}
        </p>
      )}
    </section>
  );
}

function NotHeld({ lease, waits }: { lease: Lease; waits: boolean }) {
  const { words } = useApp();
  if (!waits) return <p className="dim">{words.decide.notYours}</p>;
  if (lease.error === undefined) return <p className="dim">{words.loading}</p>;
  return (
    <p className="warn" role="alert">
      {errorWords(words, lease.error)}{' '}
      <button type="button" onClick={lease.take}>
        {words.review.takeAgain}
      </button>
    </p>
  );
}
