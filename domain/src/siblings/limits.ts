import type { SiblingAspect } from './differences.ts';

/** By aspect: what siblings differ by at least, in its own measure, and how many deviations no clean one reaches. */
export type SiblingLimits = Record<SiblingAspect, { deviation: number; most: number }>;

export const SIBLING_LIMITS: SiblingLimits = {
  looks: { deviation: 0.01, most: 6 },
  part: { deviation: 0.05, most: 6 },
  mass: { deviation: 0.015, most: 6 },
  spread: { deviation: 0.01, most: 6 },
  place: { deviation: 0.5, most: 6 },
  period: { deviation: 0.03, most: 6 },
  texture: { deviation: 0.05, most: 6 },
};
