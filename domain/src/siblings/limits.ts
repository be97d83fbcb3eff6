import type { SiblingAspect } from './differences.ts';

/** By aspect: what siblings differ by at least, in its own measure, and how many deviations no clean one reaches. */
export type SiblingLimits = Record<SiblingAspect, { deviation: number; most: number }>;

/**
 * Chosen wide, and neither fitted nor evaluated on lots of phantoms: what they promise is not known.
 */
export const SIBLING_LIMITS: SiblingLimits = {
  looks: { deviation: 0.01, most: 10 },
  part: { deviation: 0.05, most: 10 },
  mass: { deviation: 0.015, most: 10 },
  spread: { deviation: 0.01, most: 10 },
  place: { deviation: 0.5, most: 10 },
  period: { deviation: 0.03, most: 10 },
  texture: { deviation: 0.05, most: 10 },
};
