/** A share with an interval around it. */
export interface Interval {
  value: number;
  low: number;
  high: number;
}

/**
 * A proportion and its exact interval: it holds the true share in at least `confidence` of all cases, whatever the share is.
 *
 * @param hits of `trials`; with no trials nothing is known and the interval is 0 to 1
 * @see Clopper and Pearson, Biometrika 26 (1934) 404
 */
export function clopperPearson(hits: number, trials: number, confidence = 0.95): Interval {
  if (trials === 0) return { value: Number.NaN, low: 0, high: 1 };
  const tail = (1 - confidence) / 2;
  return {
    value: hits / trials,
    low: hits === 0 ? 0 : shareWhere((p) => 1 - atMost(hits - 1, trials, p) >= tail),
    high: hits === trials ? 1 : shareWhere((p) => atMost(hits, trials, p) <= tail),
  };
}

/** Probability of at most `hits` in `trials` when each is a hit with probability `share`. */
export function atMost(hits: number, trials: number, share: number): number {
  if (hits >= trials || share <= 0) return 1;
  if (hits < 0 || share >= 1) return 0;
  // Term by term in logarithms: with thousands of trials single terms are too small for a number.
  const [hit, miss] = [Math.log(share), Math.log1p(-share)];
  let log = trials * miss;
  let sum = Math.exp(log);
  for (let k = 1; k <= hits; k++) {
    log += Math.log((trials - k + 1) / k) + hit - miss;
    sum += Math.exp(log);
  }
  return Math.min(1, sum);
}

/** The least share at which a condition holds that holds for all greater ones; to 2^-50. */
function shareWhere(holds: (share: number) => boolean): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}
