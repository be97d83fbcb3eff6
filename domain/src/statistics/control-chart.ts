/** What a figure does day by day, held against its own past. */
export interface ControlChart {
  /** Median of the days before the last one, and three robust standard deviations to either side; null with too few days. */
  limits: { middle: number; low: number; high: number } | null;
  /** Exponentially weighted mean after each day, oldest first. */
  ewma: number[];
  /** `out`: the last day, or the weighted mean after it, has left its limits. */
  state: 'in' | 'out' | 'too-few';
}

const DAYS_AT_LEAST = 8;
const SIGMAS = 3;
/** Weight of the newest day: a lasting shift of one and a half standard deviations is called within a week. */
const WEIGHT = 0.2;
/** Of a normal number's median distance from the middle the standard deviation. */
const MAD_TO_SIGMA = 1.4826;
/** What is steadier than this share of its middle is taken to spread by it: a figure that never moved must not call at its first hair. */
const STEADIEST = 0.01;

/**
 * Shewhart's limits and an EWMA of the same figure; medians, so that one bad day widens nothing.
 *
 * @param days one value a day, oldest first, the last one being asked about
 * @param grain the least that a value can sensibly move
 * @see S. W. Roberts, Technometrics 1 (1959) 239; D. C. Montgomery, Introduction to Statistical Quality Control, 9.2 (limits of the EWMA)
 */
export function controlChart(days: readonly number[], grain = 0): ControlChart {
  const before = days.slice(0, -1);
  const last = days.at(-1);
  if (last === undefined || before.length < DAYS_AT_LEAST)
    return { limits: null, ewma: ewmaOf(days), state: 'too-few' };
  const middle = medianOf(before);
  const spread = MAD_TO_SIGMA * medianOf(before.map((value) => Math.abs(value - middle)));
  const sigma = Math.max(spread, STEADIEST * Math.abs(middle), grain);
  const ewma = ewmaOf(days, middle);
  const off = Math.abs(last - middle) > SIGMAS * sigma;
  const drifted = Math.abs((ewma.at(-1) as number) - middle) > SIGMAS * sigma * Math.sqrt(WEIGHT / (2 - WEIGHT));
  return {
    limits: { middle, low: middle - SIGMAS * sigma, high: middle + SIGMAS * sigma },
    ewma,
    state: off || drifted ? 'out' : 'in',
  };
}

function ewmaOf(values: readonly number[], from = values[0] ?? 0): number[] {
  let mean = from;
  return values.map((value) => {
    mean += WEIGHT * (value - mean);
    return mean;
  });
}

export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[sorted.length >> 1] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[(sorted.length >> 1) - 1] ?? Number.NaN)) / 2;
}
