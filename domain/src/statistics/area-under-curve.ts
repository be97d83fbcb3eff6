import { clopperPearson, type Interval } from './binomial.ts';

const Z95 = 1.959_963_985;

/**
 * How often a positive scores above a negative, ties counting half (Mann-Whitney), with DeLong's interval of 95 %. The interval is laid
 * on the logit of the area, so that it stays between 0 and 1.
 *
 * Where all positives lie above all negatives, or below, or a group is a single one, DeLong's variance says nothing: there the smaller
 * group counts as that many trials.
 *
 * @returns `value` is not a number where a group is empty
 * @see DeLong, DeLong and Clarke-Pearson, Biometrics 44 (1988) 837; Sun and Xu, IEEE Signal Processing Letters 21 (2014) 1389, for the ranks
 */
export function areaUnderCurve(positives: readonly number[], negatives: readonly number[]): Interval {
  const [m, n] = [positives.length, negatives.length];
  if (m === 0 || n === 0) return { value: Number.NaN, low: 0, high: 1 };
  const above = placements(positives, negatives);
  const below = placements(negatives, positives).map((share) => 1 - share);
  const value = mean(above);
  const deviation = Math.sqrt(variance(above) / m + variance(below) / n);
  if (Math.min(m, n) < 2 || deviation === 0 || value <= 0 || value >= 1) {
    const trials = Math.min(m, n);
    const { low, high } = clopperPearson(Math.round(value * trials), trials);
    return { value, low, high };
  }
  const logit = logOdds(value);
  const half = (Z95 * deviation) / (value * (1 - value));
  return { value, low: logistic(logit - half), high: logistic(logit + half) };
}

/** For each of `of`, the share of `among` below it, ties half. */
function placements(of: readonly number[], among: readonly number[]): number[] {
  const sorted = Float64Array.from(among).sort();
  return of.map((score) => (countBelow(sorted, score) + countBelow(sorted, score, true)) / 2 / sorted.length);
}

/** How many of the ascending values are smaller, or with `orEqual` not greater. */
function countBelow(sorted: Float64Array, value: number, orEqual = false): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = sorted[middle] as number;
    if (at < value || (orEqual && at === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Not a number of nothing. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function variance(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const middle = mean(values);
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);
}

export function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** What `logistic` takes to a probability; finite where that is rounded to 0 or 1. */
export function logOdds(probability: number): number {
  const inside = Math.min(1 - 1e-12, Math.max(1e-12, probability));
  return Math.log(inside / (1 - inside));
}
