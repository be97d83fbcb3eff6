import type { Interval } from '@h986/domain/statistics';
import { chanceOf } from '../training-data/drawn-profile.ts';
import { quantile } from './quantile.ts';

const DRAWS = 200;

/**
 * A figure of some scans with an interval of 95 %: what it is in draws of as many scans with repetition.
 *
 * @returns not a number, between 0 and 1, where the figure has none
 * @see Efron, Annals of Statistics 7 (1979) 1 (percentile interval)
 */
export function bootstrap<T>(scans: readonly T[], figure: (drawn: readonly T[]) => number): Interval {
  const value = figure(scans);
  if (Number.isNaN(value)) return { value, low: 0, high: 1 };
  const chance = chanceOf(scans.length);
  const at = quantilesOf(() => figure(scans.map(() => scans[Math.floor(chance() * scans.length)] as T)));
  return { value, low: at(0.025) ?? value, high: at(0.975) ?? value };
}

/**
 * What a figure of probabilities and outcomes would be if the probabilities were honest: the median of draws in which each happens as often
 * as it is said to, with an interval of 95 %.
 *
 * @returns null for no probabilities
 */
export function ifHonest(
  probabilities: readonly number[],
  figure: (drawn: readonly { probability: number; happened: boolean }[]) => number,
): Interval | null {
  if (probabilities.length === 0) return null;
  const chance = chanceOf(probabilities.length);
  const at = quantilesOf(() =>
    figure(probabilities.map((probability) => ({ probability, happened: chance() < probability }))),
  );
  const [value, low, high] = [at(0.5), at(0.025), at(0.975)];
  return value === null || low === null || high === null ? null : { value, low, high };
}

/** @returns the quantiles of what is drawn; null where no draw has a figure */
function quantilesOf(draw: () => number): (share: number) => number | null {
  const figures = Array.from({ length: DRAWS }, draw)
    .filter((one) => !Number.isNaN(one))
    .sort((a, b) => a - b);
  return (share) => quantile(figures, share);
}
