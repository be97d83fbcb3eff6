import type { SiblingAspect } from './differences.ts';

/**
 * By aspect: what two of a kind may differ by anyway, in its own measure (1 less the cosine; logarithms; for places see there), and from
 * how many deviations on it makes a container of twelve odd by itself.
 */
export type SiblingLimits = Record<SiblingAspect, { deviation: number; most: number }>;

export const SIBLING_LIMITS: SiblingLimits = {
  looks: { deviation: 0.02, most: 4.7 },
  mass: { deviation: 0.015, most: 6 },
  density: { deviation: 0.012, most: 6.1 },
  place: { deviation: 0, most: 16 },
  stretch: { deviation: 0, most: 11.6 },
};

/** Among fewer containers deviations are less well known: limits rise, to 1.8 times those of twelve at four. */
export function rarely(containers: number): number {
  return (0.9 * (containers - 2)) / (containers - 3);
}
