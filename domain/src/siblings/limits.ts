import type { SiblingAspect } from './differences.ts';

/**
 * By aspect: what two of a kind may differ by anyway, in its own measure (1 less the cosine; logarithms;
 * shares of what is usual; g/cm2), and from how many deviations on it makes a container of twelve odd by itself.
 */
export type SiblingLimits = Record<SiblingAspect, { deviation: number; most: number }>;

export const SIBLING_LIMITS: SiblingLimits = {
  looks: { deviation: 0.02, most: 4.5 },
  mass: { deviation: 0.015, most: 9.1 },
  package: { deviation: 0.015, most: 6.4 },
  density: { deviation: 0.012, most: 6.3 },
  place: { deviation: 0.015, most: 32 },
  stretch: { deviation: 0.015, most: 22 },
  matter: { deviation: 0.2, most: 25 },
};

/** Among fewer containers deviations are less well known: limits rise, to 1.8 times those of twelve at four. */
export function rarely(containers: number): number {
  return (0.9 * (containers - 2)) / (containers - 3);
}
