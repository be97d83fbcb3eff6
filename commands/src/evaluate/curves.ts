import type { Interval } from '@h986/domain/statistics';
import type { ScanRecord } from './judging/record.ts';
import { isClean, isFound } from './scores.ts';
import { type CleanScans, shareAt, thresholdsFrom } from './thresholds.ts';

/** Detection at one per cent of false alarms among the threats of one bin. */
export interface CurvePoint {
  of: string;
  /** Bin of the threat's contrast or signal to noise. */
  from: number;
  to: number;
  threats: number;
  found: Interval | null;
}

/** Change of -ln T inside the threat over the spread beside it. */
const CONTRASTS = [0, 0.25, 0.5, 1, 2, Number.POSITIVE_INFINITY];
/** Matched-filter signal to noise; below 5 no method can see anything, and it counts all the same. */
const SIGNALS = [0, 5, 50, 500, 5000, Number.POSITIVE_INFINITY];

/** How detection falls with contrast, tier by tier, and with signal to noise. */
export function curvesOf(records: readonly ScanRecord[], calibration: CleanScans, model: string): CurvePoint[] {
  const thresholdOf = thresholdsFrom(calibration, model, 0.01);
  const threats = records.filter((record) => !isClean(record));
  const tiers = [...new Set(threats.map(({ tier }) => tier))].sort();
  const points = (of: string, members: readonly ScanRecord[], edges: readonly number[], by: 'contrast' | 'snr') =>
    edges.slice(1).flatMap((to, i): CurvePoint[] => {
      const from = edges[i] as number;
      const inBin = members.filter(({ threat }) => threat && threat[by] >= from && threat[by] < to);
      if (inBin.length === 0) return [];
      const found = shareAt(thresholdOf, inBin, (record, above) => isFound(record, model, above));
      return [{ of, from, to, threats: inBin.length, found }];
    });
  return [
    ...tiers.flatMap((tier) =>
      points(
        `${tier} contrast`,
        threats.filter((record) => record.tier === tier),
        CONTRASTS,
        'contrast',
      ),
    ),
    ...points('signal to noise', threats, SIGNALS, 'snr'),
  ];
}
