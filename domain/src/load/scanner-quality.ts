import { z } from 'zod';
import { LaneId } from '../scan.ts';

/** Days that a scanner's own limits are made from, the last one not included. */
export const QUALITY_DAYS = 30;

/** One figure of a scanner's pictures, day by day. */
export const QualityTrend = z.object({
  /** As `QualityFigure`. */
  name: z.string(),
  unit: z.string(),
  /** Oldest first: the median of the day's scans, days without any left out, and the exponentially weighted mean after it. */
  days: z.array(
    z.object({ day: z.iso.date(), value: z.number(), scans: z.number().int().positive(), ewma: z.number() }),
  ),
  limits: z.object({ middle: z.number(), low: z.number(), high: z.number() }).nullable(),
  state: z.enum(['in', 'out', 'too-few']),
});
export type QualityTrend = z.infer<typeof QualityTrend>;

/** How a scanner's pictures have been, held against its own last 30 days with scans. */
export const ScannerQuality = z.object({
  lane: LaneId,
  trends: z.array(QualityTrend),
  /** Names of the figures that have left their limits. */
  alarms: z.array(z.string()),
});
export type ScannerQuality = z.infer<typeof ScannerQuality>;
