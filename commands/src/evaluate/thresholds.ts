import { meanThreshold } from '@h986/domain/statistics';
import type { ScanRecord } from './judging/record.ts';
import { scoreOf } from './scores.ts';

/** Shares of clean containers that may raise an alarm, at which detection is reported. */
export const RATES = [0.01, 0.004, 0.001] as const;
export type Rate = (typeof RATES)[number];

/** The threshold for one scan's tier; null where there were too few clean scans. */
export type ThresholdOf = (tier: string) => number | null;

/**
 * Thresholds of a model at a rate of false alarms, from clean scans of calibration seeds: of each tier by itself where there are enough of
 * them, else of all tiers together.
 */
export function thresholdsFrom(clean: readonly ScanRecord[], model: string, rate: Rate): ThresholdOf {
  const scores = (of: readonly ScanRecord[]): number[] => of.flatMap((record) => scoreOf(record, model) ?? []);
  const pooled = meanThreshold(scores(clean), rate);
  const byTier = new Map<string, number | null>();
  for (const tier of new Set(clean.map((record) => record.tier))) {
    byTier.set(tier, meanThreshold(scores(clean.filter((record) => record.tier === tier)), rate));
  }
  return (tier) => byTier.get(tier) ?? pooled;
}
