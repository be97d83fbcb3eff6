import type { ScanRecord } from './judging/record.ts';

/** A scan's score by a model: its highest peak. Null where the model did not judge it. */
export function scoreOf({ maps }: ScanRecord, model: string): number | null {
  return maps[model]?.peaks[0]?.value ?? null;
}

/** Whether there is an alarm at the threshold and its highest peak lies on the threat: an alarm elsewhere finds nothing. */
export function isFound({ maps }: ScanRecord, model: string, threshold: number): boolean {
  const top = maps[model]?.peaks[0];
  return top !== undefined && top.value > threshold && top.onThreat;
}

/** The same for any of the peaks that are shown to an analyst. */
export function isShown({ maps }: ScanRecord, model: string, threshold: number): boolean {
  return maps[model]?.peaks.some(({ value, onThreat }) => onThreat && value > threshold) ?? false;
}

export function isClean({ threat }: ScanRecord): boolean {
  return threat === null;
}
