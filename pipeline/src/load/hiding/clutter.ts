import type { Inside } from './inside.ts';
import { FALSE_ALARMS, FOUND, SIDES_MM } from './limits.ts';
import { matchedFilter, neighbourhood, type Scale, scaleOf } from './matched-filter.ts';

/** Sides of the filters, cells. */
export const SCALES: readonly Scale[] = [1, 2, 3, 4, 6, 8, 12, 16, 20, 25].map(scaleOf);
/** One in so many cells is enough to tell how the values of a filter are spread. */
const EVERY = 3;

/** The filter for a cube: that whose square is nearest in size. */
export function scaleFor(sideMm: number, cellMm: number): Scale {
  const off = ({ cells }: Scale): number => Math.abs(Math.log((cells * cellMm) / sideMm));
  return SCALES.reduce((best, one) => (off(one) < off(best) ? one : best));
}

/** One filter over a load. */
export interface Filtered {
  scale: Scale;
  values: Float32Array;
  /** Of its values around each cell. */
  mean: Float32Array;
  spread: Float32Array;
  /** In spreads above the mean: one in a hundred of the cells that count lies above the first, one in ten below the second. */
  alarmFrom: number;
  lowest: number;
}

/** All filters that the sides call for. @param counts 1 for cells by which alarms are told */
export function filtersOf(inside: Inside, counts: Uint8Array): Filtered[] {
  const wanted = new Set(SIDES_MM.map((side) => scaleFor(side, inside.cellMm)));
  return SCALES.filter((scale) => wanted.has(scale)).map((scale) => filtered(inside, counts, scale));
}

function filtered(inside: Inside, counts: Uint8Array, scale: Scale): Filtered {
  const values = matchedFilter(inside.alpha, inside, scale);
  const { mean, spread } = neighbourhood(values, inside, scale);
  const seen = new Float32Array(Math.ceil(values.length / EVERY));
  let [turn, told] = [0, 0];
  for (let at = 0; at < values.length; at++) {
    if (counts[at] === 0 || turn++ % EVERY !== 0) continue;
    const value = ofSpread(values[at] as number, mean[at] as number, spread[at] as number);
    if (!Number.isNaN(value)) seen[told++] = value;
  }
  const sorted = seen.subarray(0, told).sort();
  const quantile = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
  return { scale, values, mean, spread, alarmFrom: quantile(1 - FALSE_ALARMS), lowest: quantile(1 - FOUND) };
}

/** A filter's value as a multiple of the spread around it. */
export function ofSpread(value: number, mean: number, spread: number): number {
  return (value - mean) / Math.max(spread, 1e-6);
}
