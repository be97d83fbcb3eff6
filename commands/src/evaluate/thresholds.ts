import { meanThreshold } from '@h986/domain/statistics';
import type { ScanRecord } from './judging/record.ts';
import { scoreOf } from './scores.ts';

/** Shares of clean containers that may raise an alarm, at which detection is reported. */
export const RATES = [0.01, 0.004, 0.001] as const;
export type Rate = (typeof RATES)[number];

/**
 * Threshold of a model at a rate of false alarms, from clean scans of calibration seeds; null where there were too few. One for all loads, as in
 * the lane: nobody tells the pipeline of which tier a load is.
 */
export function thresholdFrom(clean: readonly ScanRecord[], model: string, rate: Rate): number | null {
  return meanThreshold(
    clean.flatMap((record) => scoreOf(record, model) ?? []),
    rate,
  );
}
