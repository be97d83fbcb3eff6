/** Of the others nine in ten are no further from their like than what a container is held against. */
const USUAL = 0.9;
/** Nearest ones that are kept of each: its second without any one container is among them. */
const KEPT = 3;

/**
 * How far each is from its like, in deviations: the distance to the second nearest of the others over what that is for most of those
 * others among themselves. A lot may be of two kinds, packed one way or the other; what has two like it is not odd.
 *
 * @param distance of two, NaN where it cannot be said
 * @param least what two of a kind may differ by anyway
 */
export function apart(count: number, distance: (a: number, b: number) => number, least: number): number[] {
  const near = Array.from({ length: count }, (_, i) => nearestOf(i, count, distance));
  return near.map((own, i) => {
    const second = own[1]?.distance ?? Number.NaN;
    const others = near.flatMap((one, j) => {
      const theirs = j === i ? undefined : one.filter(({ at }) => at !== i)[1];
      return theirs ? [theirs.distance] : [];
    });
    // Of two others nobody knows what is usual.
    return others.length < KEPT ? Number.NaN : second / Math.hypot(usualOf(others), least);
  });
}

function nearestOf(own: number, count: number, distance: (a: number, b: number) => number) {
  const nearest: { at: number; distance: number }[] = [];
  for (let at = 0; at < count; at++) {
    if (at === own) continue;
    const off = distance(own, at);
    if (Number.isNaN(off) || (nearest.length === KEPT && off >= (nearest[KEPT - 1]?.distance ?? 0))) continue;
    nearest.push({ at, distance: off });
    nearest.sort((a, b) => a.distance - b.distance);
    if (nearest.length > KEPT) nearest.pop();
  }
  return nearest;
}

function usualOf(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  return quantile(sorted.length, (i) => sorted[i] as number);
}

/** Between the two nearest of `count` that rise. */
export function quantile(count: number, at: (i: number) => number, share = USUAL): number {
  const place = share * (count - 1);
  const lower = Math.floor(place);
  const upper = Math.min(count - 1, lower + 1);
  return at(lower) + (place - lower) * (at(upper) - at(lower));
}
