import { BUDGET_MS, type ScanState, type ScanSummary } from '@h986/domain';

/** How a scan stands against its two minutes. */
export interface Budget {
  elapsedMs: number;
  /** Negative when overdue. */
  leftMs: number;
  /** 0 to 1. */
  share: number;
}

const RUNNING: readonly ScanState[] = ['ordered', 'armed', 'scanning', 'analysing', 'awaiting-review', 'in-review'];

/** @returns null where no budget runs: not triggered yet, or no longer waiting for anybody */
export function budgetOf({ state, triggeredAt, dueAt }: ScanSummary, nowMs: number): Budget | null {
  if (triggeredAt === null || !RUNNING.includes(state)) return null;
  const start = Date.parse(triggeredAt);
  const due = dueAt === null ? start + BUDGET_MS : Date.parse(dueAt);
  const elapsedMs = Math.max(0, nowMs - start);
  return { elapsedMs, leftMs: due - nowMs, share: Math.min(1, elapsedMs / (due - start)) };
}
