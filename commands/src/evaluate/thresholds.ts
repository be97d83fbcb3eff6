import { clopperPearson, type Interval, meanThreshold } from '@h986/domain/statistics';
import type { ScanRecord } from './judging/record.ts';
import { scoreOf } from './scores.ts';

/** Shares of clean containers that may raise an alarm, at which detection is reported. */
export const RATES = [0.01, 0.005, 0.004, 0.0022, 0.001] as const;
export type Rate = (typeof RATES)[number];

/** Clean scans of calibration seeds. */
export interface CleanScans {
  /** As loads are drawn. */
  drawn: readonly ScanRecord[];
  /** Drawn for their cargo alone, so that there are enough of it. */
  ofCargo: readonly ScanRecord[];
}

/** The threshold that holds for a scan; null where there is none. */
export type ThresholdOf = (record: ScanRecord) => number | null;

/**
 * Thresholds of a model at a rate of false alarms: of the kind of load that the encoder sees where there were enough clean scans of it, of all
 * together otherwise, as in the lane.
 */
export function thresholdsFrom({ drawn, ofCargo }: CleanScans, model: string, rate: Rate): ThresholdOf {
  const of = (records: readonly ScanRecord[]): number | null =>
    meanThreshold(
      records.flatMap((record) => scoreOf(record, model) ?? []),
      rate,
    );
  const all = of(drawn);
  const kinds = new Set([...drawn, ...ofCargo].map(({ cargoClass }) => cargoClass));
  const own = new Map(
    [...kinds].map((kind) => [
      kind,
      kind && of([...drawn, ...ofCargo].filter(({ cargoClass }) => cargoClass === kind)),
    ]),
  );
  return ({ cargoClass }) => own.get(cargoClass) ?? all;
}

/** Of the scans that have a threshold the share that is a hit at it; null where none has. */
export function shareAt(
  thresholdOf: ThresholdOf,
  records: readonly ScanRecord[],
  hit: (record: ScanRecord, above: number) => boolean,
): Interval | null {
  const hits = records.flatMap((record) => {
    const above = thresholdOf(record);
    return above === null ? [] : [hit(record, above)];
  });
  return hits.length === 0 ? null : clopperPearson(hits.filter(Boolean).length, hits.length);
}
