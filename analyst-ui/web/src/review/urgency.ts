import type { ScanSummary } from '@h986/domain';
import type { Words } from '../i18n/en.ts';
import type { Format } from '../i18n/format.ts';
import { budgetOf } from '../shared/budget.ts';

/** What is left of the two minutes, or by how much they are over, in words. */
export function urgencyWords(
  scan: ScanSummary,
  nowMs: number,
  words: Words,
  format: Format,
): { text: string; overdue: boolean } {
  const budget = budgetOf(scan, nowMs);
  if (budget === null) return { text: '', overdue: false };
  if (budget.leftMs < 0) return { text: words.lane.overdue(format.minutes(-budget.leftMs)), overdue: true };
  return { text: words.lane.remaining(format.number(Math.ceil(budget.leftMs / 1000))), overdue: false };
}
