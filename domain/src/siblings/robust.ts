/** Of a normal distribution the median absolute deviation times this is the standard deviation. */
const OF_NORMAL = 1.4826;

/** Of those that are numbers; NaN where there are none. */
export function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .sort();
  if (sorted.length === 0) return Number.NaN;
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] as number)) / 2;
}

/** Standard deviation by the median absolute deviation: one outlier in four does not move it much. */
export function robustDeviation(values: ArrayLike<number>, middle = median(values)): number {
  return OF_NORMAL * median(Float64Array.from(values, (value) => Math.abs(value - middle)));
}
