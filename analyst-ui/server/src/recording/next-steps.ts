import type { ScanState } from '@h986/domain';
import type { ScanRow } from '../records/tables.ts';
import type { Tools } from '../tools.ts';
import type { Facts } from './facts.ts';

/** What the records have to do about a scan, beside recording its results. */
export type Step =
  | { kind: 'move'; to: ScanState; reason: string }
  /** Before an analyst without a result: nobody else is going to bring one soon. */
  | { kind: 'to-person'; reason: string }
  /** Every strip and the assembly, again to the pipeline. */
  | { kind: 'analyse-again'; strips: number }
  /** The order, or the wish to stop, again to the lane. */
  | { kind: 'order-again' };

/** How long nothing has happened, on our own clock and since we are looking. */
export interface Waiting {
  /** Since the number of strips last changed. */
  quietMs: number;
  /** Since we first saw the seal. */
  sealedMs: number;
}

/** After an order's end its bridge may still be writing that it armed. */
const GRACE_MS = 5_000;

/** The next steps of one scan whose results are recorded as far as they can be, from what is recorded, what is stored and how long nothing has happened. */
export function nextSteps(row: ScanRow, facts: Facts, waiting: Waiting, now: Date, limits: Tools['limits']): Step[] {
  if (row.revision !== null) return [];
  if (facts.seal) return sealedSteps(facts.seal.strips.length, waiting, limits);
  if (facts.strips > 0) return storedSteps(row, waiting, limits);
  // The bridge told that the scan had begun, which is a hint; no line of it is stored.
  if (row.state === 'scanning') return unstoredSteps(row, facts, waiting, limits);
  return orderedSteps(row, facts, now, limits);
}

function sealedSteps(strips: number, { sealedMs }: Waiting, { NO_RESULT_MS }: Tools['limits']): Step[] {
  const steps: Step[] = [
    { kind: 'move', to: 'analysing', reason: 'sealed' },
    { kind: 'analyse-again', strips },
  ];
  if (sealedMs >= NO_RESULT_MS) steps.push({ kind: 'to-person', reason: 'no-result' });
  return steps;
}

function storedSteps(row: ScanRow, { quietMs }: Waiting, { NO_PROGRESS_MS }: Tools['limits']): Step[] {
  const steps: Step[] = [{ kind: 'move', to: 'scanning', reason: 'strip-stored' }];
  if (row.abort_asked_at) steps.push({ kind: 'order-again' });
  if (quietMs >= NO_PROGRESS_MS) steps.push({ kind: 'to-person', reason: 'no-progress' });
  return steps;
}

function unstoredSteps(row: ScanRow, { refused }: Facts, { quietMs }: Waiting, limits: Tools['limits']): Step[] {
  if (refused) return [{ kind: 'to-person', reason: refused.reason }];
  const steps: Step[] = row.abort_asked_at ? [{ kind: 'order-again' }] : [];
  if (quietMs >= limits.NO_PROGRESS_MS) steps.push({ kind: 'to-person', reason: 'no-progress' });
  return steps;
}

function orderedSteps(row: ScanRow, { armed, refused }: Facts, now: Date, limits: Tools['limits']): Step[] {
  if (refused) {
    const to = refused.reason === 'aborted-by-operator' ? 'aborted' : 'failed';
    return [{ kind: 'move', to, reason: refused.reason }];
  }
  if (armed) {
    const over = row.armed_at !== null && now.getTime() - row.armed_at.getTime() >= limits.ARMED_MS;
    if (over) return [{ kind: 'move', to: 'failed', reason: 'armed-but-never-scanned' }];
    const steps: Step[] = [{ kind: 'move', to: 'armed', reason: 'armed' }];
    return row.abort_asked_at ? [...steps, { kind: 'order-again' }] : steps;
  }
  if (row.expires_at === null) return [];
  if (row.origin === 'unsolicited') {
    // No order to expire: its bridge has begun and is about to store its first strip.
    const over = now.getTime() - row.expires_at.getTime() >= limits.ARMED_MS;
    return over ? [{ kind: 'move', to: 'failed', reason: 'armed-but-never-scanned' }] : [];
  }
  if (now.getTime() < row.expires_at.getTime() + GRACE_MS) return [{ kind: 'order-again' }];
  if (row.abort_asked_at) return [{ kind: 'move', to: 'aborted', reason: 'aborted-by-operator' }];
  return [{ kind: 'move', to: 'failed', reason: 'order-expired' }];
}
