import type { SiblingAspect } from './differences.ts';

export interface SiblingLimit {
  /** What two of a kind may differ by anyway, in the aspect's own measure (1 less the cosine; logarithms; shares of what is usual; g/cm2). */
  deviation: number;
  /** From how many deviations on it makes a container of twelve odd by itself. */
  most: number;
  /** The share of its limit that it counts for at most: below 1 it makes no container odd alone. */
  countsAtMost?: number;
}

export type SiblingLimits = Record<SiblingAspect, SiblingLimit>;

export const SIBLING_LIMITS: SiblingLimits = {
  looks: { deviation: 0.02, most: 4.5 },
  mass: { deviation: 0.015, most: 9.1 },
  // What papers say, without anything that the picture shows.
  package: { deviation: 0.015, most: 6.4, countsAtMost: 0.9 },
  density: { deviation: 0.012, most: 6.3 },
  place: { deviation: 0.015, most: 32 },
  stretch: { deviation: 0.015, most: 22 },
  matter: { deviation: 0.2, most: 25 },
};

/** Among fewer containers deviations are less well known: limits rise, to 1.8 times those of twelve at four. */
export function rarely(containers: number): number {
  return (0.9 * (containers - 2)) / (containers - 3);
}
