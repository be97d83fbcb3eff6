import type { OtherContainer, SimilarScans } from '@h986/domain';

/** Why a scan is worth looking at beside this one, in the order in which they are offered. */
export const COMPARE_REASONS = ['same-container', 'sibling', 'earlier', 'similar', 'same-picture'] as const;
export type CompareReason = (typeof COMPARE_REASONS)[number];

/** A container of another scan, and the one of this scan that it is held against. */
export interface Other {
  scanId: OtherContainer['scanId'];
  container: number;
  /** Of this scan's containers, from the left. */
  own: number;
  reason: CompareReason;
  numbers: readonly string[];
  at: string;
  verdict: OtherContainer['verdict'];
  decision: OtherContainer['decision'];
}

/** All that the records offer for a comparison, each container once, under the first reason that it has. */
export function othersOf({ containers }: SimilarScans): Other[] {
  const found = new Map<string, Other>();
  for (const reason of COMPARE_REASONS)
    for (const one of containers)
      for (const other of scansOf(one, reason)) {
        const key = keyOf(other);
        if (found.has(key)) continue;
        const { scanId, container, numbers, at, verdict, decision } = other;
        found.set(key, { scanId, container, own: one.container, reason, numbers, at, verdict, decision });
      }
  return [...found.values()];
}

export const keyOf = ({ scanId, container }: Pick<Other, 'scanId' | 'container'>): string => `${scanId} ${container}`;

function scansOf(
  { siblings, earlier, mostSimilar, sameContainer, samePicture }: SimilarScans['containers'][number],
  reason: CompareReason,
): readonly OtherContainer[] {
  switch (reason) {
    case 'same-container':
      return sameContainer;
    case 'sibling':
      return siblings;
    case 'earlier':
      return earlier.scans;
    case 'similar':
      return mostSimilar;
    case 'same-picture':
      return samePicture;
  }
}
