import { z } from 'zod';
import type { DecisionKind } from './decision.ts';
import { VerdictKind } from './verdict.ts';

/** Who reads a scan: `first`; another analyst who does not know what the first one said; those who look at what two could not agree on. */
export const READING_STAGES = ['first', 'second', 'panel'] as const;
export const ReadingStage = z.enum(READING_STAGES);
export type ReadingStage = z.infer<typeof ReadingStage>;

/** Which first readings are read once more, blind. Data, versioned. */
export const ReadingPolicy = z.object({
  name: z.string(),
  version: z.string(),
  /** A release against a verdict of these kinds is always read again. */
  releasesAgainst: z.array(VerdictKind),
  /** Share of all other first readings that are drawn for it. */
  share: z.number().min(0).max(1),
});
export type ReadingPolicy = z.infer<typeof ReadingPolicy>;

export const readingPolicies = {
  single: { name: 'single', version: '1.0.0', releasesAgainst: [], share: 0 },
  guarded: { name: 'guarded', version: '1.0.0', releasesAgainst: ['suspicious'], share: 0.02 },
  double: { name: 'double', version: '1.0.0', releasesAgainst: ['clear', 'inconclusive', 'suspicious'], share: 1 },
} as const satisfies Record<string, ReadingPolicy>;
export type ReadingPolicyName = keyof typeof readingPolicies;

export interface FirstReading {
  kind: DecisionKind;
  /** The machine's; null where nobody could judge, which is no clear one. */
  verdict: VerdictKind | null;
}

/** @param drawn 0 to 1, by chance, after the reading: who reads cannot know it */
export function wantsSecondReading(
  { kind, verdict }: FirstReading,
  { releasesAgainst, share }: ReadingPolicy,
  drawn: number,
): boolean {
  if (kind === 'release' && releasesAgainst.includes(verdict ?? 'inconclusive')) return true;
  return drawn < share;
}

/** What comes after a reading: the scan is decided, or somebody else reads it. */
export function stageAfter(
  stage: ReadingStage,
  reading: FirstReading,
  { earlier, policy, drawn }: { earlier: readonly DecisionKind[]; policy: ReadingPolicy; drawn: number },
): ReadingStage | 'decided' {
  if (stage === 'first') return wantsSecondReading(reading, policy, drawn) ? 'second' : 'decided';
  if (stage === 'second') return earlier.every((kind) => kind === reading.kind) ? 'decided' : 'panel';
  return 'decided';
}
