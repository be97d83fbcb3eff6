import { type Along, type Distances, distancesIn, SIBLING_ASPECTS, type SiblingAspect } from './differences.ts';
import type { ContainerFeatures } from './features.ts';
import { SIBLING_LIMITS, type SiblingLimits } from './limits.ts';
import { median, robustDeviation } from './robust.ts';

/** Of fewer nobody can say which of them is odd. */
export const LEAST_SIBLINGS = 4;

/** Something in which a container is unlike its siblings. */
export interface SiblingDifference {
  aspect: SiblingAspect;
  /** How far off, in deviations of its siblings. */
  z: number;
  /** The same over the limit from which on it counts: 1 and more. */
  ofLimit: number;
  /** Less or more than the others; 0 where there is no such direction. */
  sign: -1 | 0 | 1;
  /** Natural logarithm of its value over that of the others, for mass, period and texture. */
  logRatio?: number;
  /** For what is at a place. */
  along?: Along;
  gCm2?: number;
}

export interface SiblingJudgement {
  /** Its gravest aspect over that aspect's limit; from 1 on it is odd. NaN where nothing can be said. */
  score: number;
  z: Record<SiblingAspect, number>;
  /** Containers that it was compared with. */
  siblings: number;
  /** Those beyond their limits, gravest first. */
  differences: SiblingDifference[];
}

/**
 * Each container of a lot against the others: robust z-scores in every aspect, each over a limit that clean lots keep to. Containers of
 * another size are compared among themselves where they are enough.
 *
 * @returns null where there are fewer than `LEAST_SIBLINGS`
 */
export function judgeSiblings(
  lot: readonly ContainerFeatures[],
  limits: SiblingLimits = SIBLING_LIMITS,
): SiblingJudgement[] | null {
  if (lot.length < LEAST_SIBLINGS) return null;
  const groups = sizesOf(lot);
  const judged: SiblingJudgement[] = new Array(lot.length);
  const all = groups.some((group) => group.length < LEAST_SIBLINGS) ? judgeOne(lot, limits) : null;
  for (const group of groups) {
    const own =
      group.length < LEAST_SIBLINGS
        ? group.map((i) => (all as SiblingJudgement[])[i] as SiblingJudgement)
        : judgeOne(
            group.map((i) => lot[i] as ContainerFeatures),
            limits,
          );
    for (const [k, i] of group.entries()) judged[i] = own[k] as SiblingJudgement;
  }
  return judged;
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

function judgeOne(lot: readonly ContainerFeatures[], limits: SiblingLimits): SiblingJudgement[] {
  const distances = distancesIn(lot);
  return distances.map((own, i) => {
    const others = distances.filter((_, j) => j !== i);
    const compared = SIBLING_ASPECTS.map((aspect) => ({ aspect, ...zOf(aspect, own, others, limits) }));
    const z = Object.fromEntries(compared.map((one) => [one.aspect, one.z])) as Record<SiblingAspect, number>;
    const differences = compared
      .map(({ aspect, z, off }) => differenceOf(aspect, z, off, own, limits))
      .filter(({ ofLimit }) => ofLimit >= 1)
      .sort((a, b) => b.ofLimit - a.ofLimit);
    const over = SIBLING_ASPECTS.map((aspect) => z[aspect] / limits[aspect].most).filter((v) => !Number.isNaN(v));
    return { score: over.length === 0 ? Number.NaN : Math.max(...over), z, siblings: others.length, differences };
  });
}

/** Those that can be too much and too little; of the others only more is worse. */
const SIGNED: ReadonlySet<SiblingAspect> = new Set(['mass', 'period', 'texture']);

function zOf(aspect: SiblingAspect, own: Distances, others: readonly Distances[], limits: SiblingLimits) {
  const theirs = others.map(({ values }) => values[aspect]).filter((value) => !Number.isNaN(value));
  const value = own.values[aspect];
  // Of what is seen in a few only nobody knows what is usual.
  if (theirs.length < LEAST_SIBLINGS - 1 || Number.isNaN(value)) return { z: Number.NaN, off: Number.NaN };
  const middle = median(theirs);
  const off = value - middle;
  const deviation = Math.hypot(robustDeviation(theirs, middle), limits[aspect].deviation);
  return { z: (SIGNED.has(aspect) ? Math.abs(off) : Math.max(0, off)) / deviation, off };
}

function differenceOf(
  aspect: SiblingAspect,
  z: number,
  off: number,
  { at }: Distances,
  limits: SiblingLimits,
): SiblingDifference {
  const ofLimit = z / limits[aspect].most;
  const difference = { aspect, z, ofLimit, sign: 0 as const };
  if (SIGNED.has(aspect)) return { ...difference, sign: off < 0 ? -1 : 1, logRatio: off };
  if (aspect === 'part' && at.part) return { ...difference, along: at.part };
  if (aspect !== 'place' || !at.place) return difference;
  const { gCm2, ...along } = at.place;
  return { ...difference, sign: gCm2 < 0 ? -1 : 1, along, gCm2 };
}
