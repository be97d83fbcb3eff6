import { z } from 'zod';
import { QualityTrend } from '../load/scanner-quality.ts';
import { Instant } from '../order.ts';
import { LaneId, ScanId } from '../scan.ts';
import { CheckFigure, CheckGrade, type CheckReading, CheckRefusal } from './check.ts';
import { CheckReason } from './judge.ts';

/** One check of a scanner, as it was judged when it was recorded. */
export const ScannerCheck = z.object({
  scanId: ScanId,
  /** When the object went through, on our clock. */
  at: Instant,
  grade: CheckGrade,
  reasons: z.array(CheckReason),
  refusal: CheckRefusal.nullable(),
  figures: z.array(CheckFigure),
  object: z.object({ name: z.string(), version: z.string() }).nullable(),
});
export type ScannerCheck = z.infer<typeof ScannerCheck>;

/**
 * How a scanner's last check stands at some time: `valid` (good), `limited` (usable), `failed` (unfit), `overdue` (too long ago), `none`
 * (never made).
 */
export const SCANNER_CHECK_STATES = ['valid', 'limited', 'failed', 'overdue', 'none'] as const;
export const ScannerCheckState = z.enum(SCANNER_CHECK_STATES);
export type ScannerCheckState = z.infer<typeof ScannerCheckState>;

export const ScannerCheckAt = z.object({
  state: ScannerCheckState,
  /** The check that says so; null where there is none. */
  check: z.object({ scanId: ScanId, at: Instant, grade: CheckGrade }).nullable(),
});
export type ScannerCheckAt = z.infer<typeof ScannerCheckAt>;

export const ScannerChecks = z.object({
  lane: LaneId,
  /** As it stands now; null where the site asks for no checks. */
  now: ScannerCheckAt.nullable(),
  /** How long a check holds; 0: the site asks for none. */
  withinHours: z.number().nonnegative(),
  /** Newest first. */
  checks: z.array(ScannerCheck),
  /** Figure by figure, day by day, of the object that was last used. */
  trends: z.array(QualityTrend),
});
export type ScannerChecks = z.infer<typeof ScannerChecks>;

/** @param withinMs how long a check holds */
export function checkStateAt(
  newest: Pick<ScannerCheck, 'scanId' | 'at' | 'grade'> | null,
  atMs: number,
  withinMs: number,
): ScannerCheckAt {
  if (newest === null) return { state: 'none', check: null };
  const { scanId, at, grade } = newest;
  const check = { scanId, at, grade };
  // A failed check does not get better by growing old.
  if (grade === 'unfit') return { state: 'failed', check };
  if (atMs - Date.parse(at) > withinMs) return { state: 'overdue', check };
  return { state: grade === 'good' ? 'valid' : 'limited', check };
}

export const NOT_MEASURED: CheckReading = { object: null, refusal: 'not-measured', boxPx: null, figures: [] };
