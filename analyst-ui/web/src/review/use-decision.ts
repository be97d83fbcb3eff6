import { DECISION_REASONS, type DecisionKind, type DecisionView, errorCode, type ScanDetail } from '@h986/domain';
import { useState } from 'react';
import { useApp } from '../app/context.ts';
import { inspectionOf, placesOf } from './inspection.ts';
import type { Marks } from './marks/use-marks.ts';
import { sendDecision } from './send-decision.ts';
import { type Draft, useDraft } from './use-draft.ts';
import type { Lease } from './use-lease.ts';

export interface DecisionOptions {
  scan: ScanDetail;
  lease: Lease;
  marks: Marks;
  /** How the picture is shown at this moment. */
  seen(): Record<string, unknown>;
  onDecided(decision: DecisionView): void;
  /** The server knows a newer result than the one shown. */
  onOutdated(): void;
}

export interface DecisionForm {
  draft: Draft;
  change(part: Partial<Draft>): void;
  choose(kind: DecisionKind): void;
  textMissing: boolean;
  /** Only marked places are to be opened, and none is left. */
  placesMissing: boolean;
  /** Everything is said, and the scan is held: it may be confirmed. */
  ready: boolean;
  busy: boolean;
  /** Confirmed, and the server not reached yet. */
  waiting: boolean;
  error: unknown;
  confirm(): void;
}

/** The decision as it is being made: what is chosen, whether it may be confirmed, and the sending of it. */
export function useDecision({ scan, lease, marks, seen, onDecided, onOutdated }: DecisionOptions): DecisionForm {
  const { call, user } = useApp();
  const { scanId, revision } = scan;
  const [draft, change, clear] = useDraft(scanId);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const [waiting, setWaiting] = useState(false);
  const { kind, reason, text } = draft;
  const textMissing = reason === 'other' && text.trim() === '';
  const known = kind !== null && (DECISION_REASONS[kind] as readonly string[]).includes(reason);
  const placesMissing = kind === 'inspect' && draft.marked && placesOf(draft, marks.marks).length === 0;
  // What inspectors are sent to, and what others will see, must be in the records first.
  const kept = marks.unsaved.size === 0 && marks.writing === null;
  const ready = known && !textMissing && !placesMissing && kept && lease.held && !busy;

  const confirm = (): void => {
    if (!ready || kind === null) return;
    setBusy(true);
    setError(undefined);
    const comparison = scan.comparison?.id ?? null;
    const inspection = inspectionOf(draft, marks.marks);
    const body = { kind, reason, text, inspection, revision, comparison, display: seen() };
    sendDecision({ call, scanId, by: user.name, body, onWaiting: () => setWaiting(true) })
      .then(
        (decision) => {
          clear();
          onDecided(decision);
        },
        (thrown: unknown) => {
          setError(thrown);
          if (errorCode(thrown) === 'revision-outdated') onOutdated();
        },
      )
      .finally(() => {
        setBusy(false);
        setWaiting(false);
      });
  };
  // A reason belongs to its kind; until another is chosen nothing can be confirmed.
  const choose = (one: DecisionKind): void => change({ kind: one, ...(one !== kind && { reason: '' }) });
  return { draft, change, choose, textMissing, placesMissing, ready, busy, waiting, error, confirm };
}
