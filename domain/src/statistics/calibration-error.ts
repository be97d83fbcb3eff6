/** What a bin promised and what came of it. */
export interface ReliabilityBin {
  count: number;
  promised: number;
  happened: number;
}

/** How far probabilities lie from what happens. */
export interface Calibration {
  /** Expected calibration error: mean of |promised - happened| over the bins, by their counts. */
  error: number;
  /** Mean squared error of the single probabilities. */
  brier: number;
  bins: ReliabilityBin[];
}

/**
 * Expected calibration error over bins that hold equally many.
 *
 * @param predictions probability 0 to 1, and whether it happened; not a number where there are none
 * @see Nguyen and O'Connor, arXiv 1508.05154 (equal mass); Naeini, Cooper and Hauskrecht, AAAI 2015
 */
export function calibrationError(
  predictions: readonly { probability: number; happened: boolean }[],
  bins = 15,
): Calibration {
  const sorted = [...predictions].sort((a, b) => a.probability - b.probability);
  const count = sorted.length;
  const used = Math.min(bins, count);
  const filled = Array.from({ length: used }, (_, i): ReliabilityBin => {
    const members = sorted.slice(Math.round((i * count) / used), Math.round(((i + 1) * count) / used));
    const sum = (of: (member: (typeof members)[number]) => number): number =>
      members.reduce((total, member) => total + of(member), 0) / members.length;
    return {
      count: members.length,
      promised: sum(({ probability }) => probability),
      happened: sum(({ happened }) => Number(happened)),
    };
  });
  const squares = sorted.reduce((sum, { probability, happened }) => sum + (probability - Number(happened)) ** 2, 0);
  return {
    error: filled.reduce((sum, bin) => sum + bin.count * Math.abs(bin.promised - bin.happened), 0) / count,
    brier: squares / count,
    bins: filled,
  };
}
