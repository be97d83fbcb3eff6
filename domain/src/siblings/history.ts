import { cosine } from './differences.ts';
import type { ContainerFeatures } from './features.ts';
import { median, robustDeviation } from './robust.ts';

/** Of fewer earlier scans nobody knows what is usual. */
export const LEAST_EARLIER = 8;

/** What differs at least between two honest loads of one consignee's goods, and from how many deviations on it is said: chosen, not fitted. */
export const HISTORY_LIMITS = {
  looks: { deviation: 0.03, most: 8 },
  mass: { deviation: 0.12, most: 8 },
} as const;

export interface HistoryJudgement {
  /** The gravest over its limit; from 1 on it is unlike the earlier ones. */
  score: number;
  looksZ: number;
  massZ: number;
  /** Natural logarithm of its mass for its size over that of the earlier ones. */
  massLogRatio: number;
  earlier: number;
}

/**
 * One container against the earlier ones of its consignee in the same chapters: how far its embedding lies from their median, against how
 * far they lie from the median of the others, and its mass for its size.
 *
 * @returns null where there are fewer than `LEAST_EARLIER`
 */
export function judgeHistory(
  own: ContainerFeatures,
  earlier: readonly ContainerFeatures[],
  limits = HISTORY_LIMITS,
): HistoryJudgement | null {
  if (earlier.length < LEAST_EARLIER) return null;
  const embeddings = earlier.flatMap(({ embedding }) => (embedding ? [embedding] : []));
  const usual = embeddings.map((one, i) =>
    off(
      one,
      embeddings.filter((_, j) => j !== i),
    ),
  );
  const looksZ =
    own.embedding && embeddings.length >= LEAST_EARLIER
      ? Math.max(0, zOf(off(own.embedding, embeddings), usual, limits.looks.deviation))
      : Number.NaN;
  const masses = earlier.map(bulkOf).filter((value) => !Number.isNaN(value));
  const bulk = bulkOf(own);
  const massZ = masses.length >= LEAST_EARLIER ? Math.abs(zOf(bulk, masses, limits.mass.deviation)) : Number.NaN;
  const over = [looksZ / limits.looks.most, massZ / limits.mass.most].filter((value) => !Number.isNaN(value));
  if (over.length === 0) return null;
  return { score: Math.max(...over), looksZ, massZ, massLogRatio: bulk - median(masses), earlier: earlier.length };
}

/** 1 less the cosine to the others' median. */
function off(one: Float32Array, others: readonly Float32Array[]): number {
  return (
    1 -
    cosine(
      one,
      one.map((_, k) => median(others.map((other) => other[k] as number))),
    )
  );
}

const bulkOf = ({ massKg, lengthMm, heightMm }: ContainerFeatures): number =>
  Math.log((massKg ?? Number.NaN) / (lengthMm * heightMm));

function zOf(value: number, usual: readonly number[], least: number): number {
  const middle = median(usual);
  return (value - middle) / Math.hypot(robustDeviation(usual, middle), least);
}
