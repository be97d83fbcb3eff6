import { median, robustDeviation } from './robust.ts';

/** Packages are counted: so many more or fewer are still as many, shares. */
const AS_MANY = 0.04;
/** Goods that are packed as they come differ in their count anyway: so many deviations. */
const DEVIATIONS = 3;
/** Of fewer nobody can say how many are usual. */
const LEAST = 4;

/**
 * Parts a group of containers into those that are declared to hold about as many packages as most of them, and those that are declared to
 * hold more or fewer: one row more is seen everywhere along the length, and is what was said. Of whom nothing was said is one of the first.
 *
 * @param packages of each, null where nobody said
 * @returns indices
 */
export function byPackages(packages: readonly (number | null)[]): { asMany: number[]; others: number[] } {
  const said = packages.filter((count) => count !== null);
  const asMany: number[] = [];
  const others: number[] = [];
  const usual = median(said);
  const most = Math.max(AS_MANY * usual, DEVIATIONS * robustDeviation(said, usual));
  packages.forEach((count, i) => {
    const off = said.length >= LEAST && count !== null && Math.abs(count - usual) > most;
    (off ? others : asMany).push(i);
  });
  return { asMany, others };
}
