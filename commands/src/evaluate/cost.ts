import type { ScanRecord } from './judging/record.ts';
import { quantile } from './quantile.ts';

/** What a scan cost: processor time of strips and assembly, all models together. */
export interface Cost {
  secondsMedian: number;
  secondsP95: number;
  /** Of a scan of 3,600 lines of 1,000 channels, by its share of pixels. */
  secondsFullMedian: number;
  /** Of the last strip and the assembly, which wait for the last line. */
  afterLastMedian: number;
  /** Of resident memory of the process; null where the system does not tell. */
  peakBytesMedian: number | null;
  peakBytesMost: number | null;
}

const FULL_PIXELS = 3_600 * 1_000;

export function costOf(records: readonly ScanRecord[]): Cost {
  const seconds = ascending(records.map((record) => record.seconds));
  const full = ascending(records.map(({ seconds, lines, channels }) => (seconds * FULL_PIXELS) / (lines * channels)));
  const afterLast = ascending(records.map(({ afterLastSeconds }) => afterLastSeconds));
  const bytes = ascending(records.flatMap(({ peakBytes }) => peakBytes ?? []));
  return {
    secondsMedian: quantile(seconds, 0.5) ?? Number.NaN,
    secondsP95: quantile(seconds, 0.95) ?? Number.NaN,
    secondsFullMedian: quantile(full, 0.5) ?? Number.NaN,
    afterLastMedian: quantile(afterLast, 0.5) ?? Number.NaN,
    peakBytesMedian: quantile(bytes, 0.5),
    peakBytesMost: bytes.at(-1) ?? null,
  };
}

const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
