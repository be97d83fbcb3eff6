/**
 * Area under the curve of per-region overlap against false positives, gathered scan by scan: a region is one connected piece of a truth
 * mask; at every threshold each region counts by the share of it that is found, whatever its size.
 *
 * @see Bergmann, Fauser, Sattlegger and Steger, Uninformed Students, arXiv 1911.02357, and MVTec AD, IJCV 129 (2021) 1038 (AUPRO)
 */
export interface OverlapCounts {
  /** Cells outside all regions, by bin of their value. */
  outside: Float64Array;
  /** Sum over the regions of the share of each that lies in a bin. */
  inside: Float64Array;
  regions: number;
}

/** Bins are even in asinh of the value: fine around 0, coarse far out, for logits and sigmas alike. */
const BINS = 1024;
const REACH = Math.asinh(400);

export function overlapBin(value: number): number {
  const place = ((Math.asinh(value) + REACH) / (2 * REACH)) * BINS;
  return Math.max(0, Math.min(BINS - 1, Math.floor(place)));
}

export function emptyOverlap(): OverlapCounts {
  return { outside: new Float64Array(BINS), inside: new Float64Array(BINS), regions: 0 };
}

/** Adds one map. @param regionOf by cell: 0 outside, else the region's number; -1 not to be counted at all */
export function addOverlap(counts: OverlapCounts, values: ArrayLike<number>, regionOf: ArrayLike<number>): void {
  const sizes = new Map<number, number>();
  for (let i = 0; i < values.length; i++) {
    const region = regionOf[i] as number;
    if (region > 0) sizes.set(region, (sizes.get(region) ?? 0) + 1);
  }
  for (let i = 0; i < values.length; i++) {
    const region = regionOf[i] as number;
    if (region < 0) continue;
    const bin = overlapBin(values[i] as number);
    const { outside, inside } = counts;
    if (region === 0) outside[bin] = (outside[bin] as number) + 1;
    else inside[bin] = (inside[bin] as number) + 1 / (sizes.get(region) as number);
  }
  counts.regions += sizes.size;
}

export function mergeOverlap(into: OverlapCounts, { outside, inside, regions }: OverlapCounts): void {
  for (let bin = 0; bin < BINS; bin++) {
    into.outside[bin] = (into.outside[bin] as number) + (outside[bin] as number);
    into.inside[bin] = (into.inside[bin] as number) + (inside[bin] as number);
  }
  into.regions += regions;
}

/**
 * The area up to a share of false positives, over that share: 1 for a perfect map, half the limit for chance.
 *
 * @returns not a number without regions or without cells outside them
 */
export function overlapArea({ outside, inside, regions }: OverlapCounts, limit = 0.3): number {
  const total = outside.reduce((sum, count) => sum + count, 0);
  if (regions === 0 || total === 0) return Number.NaN;
  let [falsePositives, overlap, area] = [0, 0, 0];
  for (let bin = BINS - 1; bin >= 0 && falsePositives < limit; bin--) {
    const step = (outside[bin] as number) / total;
    const rise = (inside[bin] as number) / regions;
    const taken = step > 0 ? Math.min(step, limit - falsePositives) : 0;
    // Within a bin the order is unknown: the curve is taken as straight.
    area += taken * (overlap + (rise * (step > 0 ? taken / step : 1)) / 2);
    falsePositives += step;
    overlap += rise;
  }
  return area / limit;
}
