import {
  areaUnderCurve,
  calibrationError,
  type Interval,
  logistic,
  mergeOverlap,
  overlapArea,
} from '@h986/domain/statistics';
import { bootstrap, ifHonest } from './bootstrap.ts';
import { groupsOf } from './groups.ts';
import type { ScanRecord } from './judging/record.ts';
import { overlapOf } from './overlap-of.ts';
import { isClean, isFound, isShown, scoreOf } from './scores.ts';
import { type CleanScans, RATES, shareAt, type ThresholdOf, thresholdsFrom } from './thresholds.ts';

/** Detection at a rate of false alarms that calibration promised. */
export interface Detection {
  promised: number;
  /** Of scans with a threat, those whose alarm lies on it; null without a threshold. */
  found: Interval | null;
  /** The same for any of the five highest places. */
  shown: Interval | null;
  /** Of this group's clean scans, those with an alarm. */
  falseAlarms: Interval | null;
}

/** What is known of a model over a group of scans. */
export interface GroupFigures {
  group: string;
  clean: number;
  threats: number;
  auc: Interval;
  overlap: Interval;
  detection: Detection[];
  /** Null where the model gives no probability. */
  calibration: Interval | null;
  /**
   * What the same would be of so many scans if the probabilities were honest: bins of few scans are off by chance. Null where not as many are
   * clean as not, for at those odds no probability is meant.
   */
  honestCalibration?: Interval | null;
}

export interface ModelOfFigures {
  name: string;
  /** From score to probability; null where its card has none. */
  probability: { a: number; b: number } | null;
}

/** Figures of one model over a suite, group by group. */
export function figuresOf(
  records: readonly ScanRecord[],
  calibration: CleanScans,
  model: ModelOfFigures,
): GroupFigures[] {
  const thresholds = RATES.map((promised) => ({ promised, of: thresholdsFrom(calibration, model.name, promised) }));
  return groupsOf(records).map(({ group, members }) => groupFigures(group, members, model, thresholds));
}

function groupFigures(
  group: string,
  records: readonly ScanRecord[],
  { name, probability }: ModelOfFigures,
  thresholds: readonly { promised: number; of: ThresholdOf }[],
): GroupFigures {
  const clean = records.filter(isClean);
  const threats = records.filter((record) => !isClean(record));
  const scores = (of: readonly ScanRecord[]): number[] => of.flatMap((record) => scoreOf(record, name) ?? []);
  const predicted = (of: readonly ScanRecord[]) =>
    of.flatMap((record) => {
      const score = scoreOf(record, name);
      if (score === null || !probability) return [];
      return [{ probability: logistic(probability.a * score + probability.b), happened: !isClean(record) }];
    });
  return {
    group,
    clean: clean.length,
    threats: threats.length,
    auc: areaUnderCurve(scores(threats), scores(clean)),
    overlap: bootstrap(records, (drawn) => {
      const [first, ...others] = drawn.map((record) => overlapOf(record, name));
      if (!first) return Number.NaN;
      const sum = { outside: first.outside.slice(), inside: first.inside.slice(), regions: first.regions };
      for (const other of others) mergeOverlap(sum, other);
      return overlapArea(sum);
    }),
    detection: thresholds.map(({ promised, of }) => ({
      promised,
      found: shareAt(of, threats, (record, above) => isFound(record, name, above)),
      shown: shareAt(of, threats, (record, above) => isShown(record, name, above)),
      falseAlarms: shareAt(of, clean, (record, above) => (scoreOf(record, name) ?? 0) > above),
    })),
    calibration: probability && bootstrap(records, (drawn) => calibrationError(predicted(drawn)).error),
    honestCalibration:
      Math.abs(clean.length - threats.length) > 1
        ? null
        : ifHonest(
            predicted(records).map((one) => one.probability),
            (drawn) => calibrationError(drawn).error,
          ),
  };
}
