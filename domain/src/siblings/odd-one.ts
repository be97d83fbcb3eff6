import { byPackages } from './as-many.ts';
import {
  type Apart,
  type AspectOfLike,
  differencesIn,
  looksIn,
  packagesIn,
  SIBLING_ASPECTS,
  type SiblingAspect,
} from './differences.ts';
import type { ContainerFeatures } from './features.ts';
import { rarely, SIBLING_LIMITS, type SiblingLimits } from './limits.ts';

/** Of fewer nobody can say which of them is odd. */
export const LEAST_SIBLINGS = 4;

/** Something in which a container is unlike its siblings. */
export interface SiblingDifference extends Apart {
  aspect: SiblingAspect;
  /** The same over the limit from which on it counts by itself. */
  ofLimit: number;
}

export interface SiblingJudgement {
  /** All aspects together over their limits, as the root of their squares; from 1 on it is odd. NaN where nothing can be said. */
  score: number;
  z: Record<SiblingAspect, number>;
  /** Containers that it was compared with. */
  siblings: number;
  /** What makes it odd, gravest first; none where it is not. */
  differences: SiblingDifference[];
}

/**
 * Each container of a lot against the others: how far it is from its like in every aspect, over a limit that clean lots keep to. Containers
 * of another size, or that are declared to hold more or fewer packages, are compared among themselves; where they are too few for that, it
 * is asked of them what is asked of all: what they look like, and what a package weighs.
 *
 * @returns null where there are fewer than `LEAST_SIBLINGS`
 */
export function judgeSiblings(
  lot: readonly ContainerFeatures[],
  limits: SiblingLimits = SIBLING_LIMITS,
): SiblingJudgement[] | null {
  if (lot.length < LEAST_SIBLINGS) return null;
  const judged: SiblingJudgement[] = new Array(lot.length);
  const looks = looksIn(lot, limits.looks.deviation);
  const packages = packagesIn(lot, limits.package.deviation);
  for (const group of likeGroupsOf(lot)) {
    const few = group.length < LEAST_SIBLINGS;
    const known = few
      ? group.map((i) => ({ ...NOTHING, looks: looks[i] as Apart }))
      : differencesIn(
          group.map((i) => lot[i] as ContainerFeatures),
          limits,
        );
    const compared = few ? lot.length : group.length;
    for (const [k, i] of group.entries()) {
      const found = { ...(known[k] as typeof NOTHING), package: packages[i] as Apart };
      judged[i] = judge(found, compared, limits);
    }
  }
  return judged;
}

const UNSAID: Apart = { z: Number.NaN, sign: 0 };
const NOTHING: Record<AspectOfLike, Apart> = {
  looks: UNSAID,
  mass: UNSAID,
  density: UNSAID,
  place: UNSAID,
  stretch: UNSAID,
  matter: UNSAID,
};

/** Indices of containers of one size that are declared to hold about as many packages. */
function likeGroupsOf(lot: readonly ContainerFeatures[]): number[][] {
  return sizesOf(lot).flatMap((group) => {
    const { asMany, others } = byPackages(group.map((i) => lot[i]?.packages ?? null));
    return [asMany, others].filter(({ length }) => length > 0).map((part) => part.map((k) => group[k] as number));
  });
}

/** Outer sizes that are one by the locator's accuracy, shares. */
const SAME_SIZE = 0.06;

/** Indices of containers of one size. */
function sizesOf(lot: readonly ContainerFeatures[]): number[][] {
  const groups: number[][] = [];
  lot.forEach((one, i) => {
    const near = groups.find(([first]) => {
      const other = lot[first as number] as ContainerFeatures;
      return like(one.lengthMm, other.lengthMm) && like(one.heightMm, other.heightMm);
    });
    if (near) near.push(i);
    else groups.push([i]);
  });
  return groups;
}

const like = (a: number, b: number): boolean => Math.abs(a - b) <= SAME_SIZE * Math.max(a, b);

/** What is this share of the gravest aspect is told beside it. */
const TOLD = 0.5;

function judge(found: Record<SiblingAspect, Apart>, compared: number, limits: SiblingLimits): SiblingJudgement {
  const known = SIBLING_ASPECTS.flatMap((aspect): SiblingDifference[] => {
    const { most, countsAtMost = Number.POSITIVE_INFINITY } = limits[aspect];
    const ofLimit = Math.min(countsAtMost, found[aspect].z / (most * rarely(compared)));
    return Number.isNaN(ofLimit) ? [] : [{ aspect, ...found[aspect], ofLimit }];
  }).sort((a, b) => b.ofLimit - a.ofLimit);
  const score = known.length === 0 ? Number.NaN : Math.hypot(...known.map(({ ofLimit }) => ofLimit));
  const gravest = known[0]?.ofLimit ?? 0;
  return {
    score,
    z: Object.fromEntries(SIBLING_ASPECTS.map((aspect) => [aspect, found[aspect].z])) as Record<SiblingAspect, number>,
    siblings: compared - 1,
    differences: score >= 1 ? known.filter(({ ofLimit }) => ofLimit >= TOLD * gravest) : [],
  };
}
