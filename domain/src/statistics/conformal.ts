import { atMost } from './binomial.ts';

/**
 * The rank r for which the (r+1)-th largest of n clean scores is a threshold whose false-alarm rate exceeds `rate` in at most `risk` of all
 * calibrations (an alarm is a score above the threshold): the largest r with P(Binomial(n, rate) <= r) <= risk.
 *
 * @returns null where n is too small for any r: less than 299 for 1 %, 748 for 0.4 %, 2,995 for 0.1 %
 * @see Bates, Candes, Lei, Romano and Sesia, Testing for outliers with conformal p-values, arXiv 2104.08279, section 3
 */
export function safeRank(n: number, rate: number, risk = 0.05): number | null {
  if (n === 0 || atMost(0, n, rate) > risk) return null;
  let [low, high] = [0, n - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (atMost(middle, n, rate) <= risk) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The threshold that `safeRank` promises, null where there are too few clean scores. */
export function safeThreshold(
  cleanScores: readonly number[],
  rate: number,
  risk = 0.05,
): { rank: number; value: number } | null {
  const rank = safeRank(cleanScores.length, rate, risk);
  if (rank === null) return null;
  return { rank, value: descending(cleanScores)[rank] as number };
}

/**
 * The threshold at which a new clean scan raises an alarm with probability `rate` at most, taken over calibrations too: right on average,
 * where `safeThreshold` is right nearly always. For tables of detection, in which the stricter one would hide what a model can do.
 *
 * @returns null where n is too small: less than 99 for 1 %, 249 for 0.4 %, 999 for 0.1 %
 */
export function meanThreshold(cleanScores: readonly number[], rate: number): number | null {
  // Guard against (n + 1) x rate falling a rounding error below a whole number.
  const allowed = Math.floor((cleanScores.length + 1) * rate + 1e-9);
  return allowed < 1 ? null : (descending(cleanScores)[allowed - 1] as number);
}

/**
 * Conformal p-value: the share of clean scans, this one counted in, that score at least as high.
 *
 * @param cleanScores ascending
 */
export function pValue(cleanScores: readonly number[], score: number): number {
  let [low, high] = [0, cleanScores.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cleanScores[middle] as number) < score) low = middle + 1;
    else high = middle;
  }
  return (1 + cleanScores.length - low) / (cleanScores.length + 1);
}

function descending(values: readonly number[]): number[] {
  return [...values].sort((a, b) => b - a);
}
