import type { StoredScan } from '@h986/fixtures';
import type { RawScan } from './raw-scan.ts';

/** A stored scan as the bridge would put it in the store. */
export function rawScanFrom(scan: StoredScan): RawScan {
  const { geometry, normalised, dark, air, airRecords, lines, samples, records } = scan;
  const perLine = 2 * geometry.channels;
  const both = new Uint16Array(dark.length + air.length);
  both.set(dark);
  both.set(air, dark.length);
  const mean = (of: 'doseHigh' | 'doseLow'): number =>
    Math.round(airRecords.reduce((sum, record) => sum + record[of], 0) / Math.max(1, airRecords.length));
  return {
    geometry,
    normalised,
    calibration: {
      darkLines: dark.length / perLine,
      airLines: air.length / perLine,
      samples: both,
      airDose: { high: mean('doseHigh'), low: mean('doseLow') },
    },
    lines,
    samples,
    records: [...records],
    linesLost: [],
  };
}
