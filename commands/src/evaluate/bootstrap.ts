import type { Interval } from '@h986/domain/statistics';
import { chanceOf } from '../training-data/drawn-profile.ts';

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
  const figures = Array.from({ length: DRAWS }, () =>
    figure(scans.map(() => scans[Math.floor(chance() * scans.length)] as T)),
  )
    .filter((one) => !Number.isNaN(one))
    .sort((a, b) => a - b);
  const at = (share: number): number => figures[Math.round(share * (figures.length - 1))] ?? value;
  return { value, low: at(0.025), high: at(0.975) };
}
