import type { SiblingAspect } from './differences.ts';

/** By aspect: what siblings differ by at least, in its own measure, and how many deviations no clean one reaches. */
export type SiblingLimits = Record<SiblingAspect, { deviation: number; most: number }>;

/**
 * A tenth above the highest that any container of 36 rendered lots without an odd one reached, each lot drawn 13 times (simulated cargo, seeds
 * from 710,000,000). No lot's units repeat so clearly that the period was fitted; its limit is a guess.
 */
export const SIBLING_LIMITS: SiblingLimits = {
  looks: { deviation: 0.01, most: 3.8 },
  part: { deviation: 0.05, most: 16.6 },
  mass: { deviation: 0.015, most: 5.2 },
  spread: { deviation: 0.01, most: 8.4 },
  place: { deviation: 0.5, most: 31 },
  period: { deviation: 0.03, most: 10 },
  texture: { deviation: 0.05, most: 2.4 },
};
