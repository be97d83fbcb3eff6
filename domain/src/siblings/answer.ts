import { z } from 'zod';
import { ContainerNumber } from '../container.ts';
import { DecisionKind } from '../decision.ts';
import { Instant } from '../order.ts';
import { Revision } from '../result.ts';
import { ScanId } from '../scan.ts';
import { VerdictKind } from '../verdict.ts';
import { SIBLING_ASPECTS } from './differences.ts';

/** One container of another scan, as far as a list of them needs it. */
export const OtherContainer = z.object({
  scanId: ScanId,
  revision: Revision,
  /** Which of the scan's containers, from the left. */
  container: z.number().int(),
  /** What the picture may be of. */
  numbers: z.array(ContainerNumber),
  at: Instant,
  verdict: VerdictKind.nullable(),
  decision: DecisionKind.nullable(),
  /** Key of its preview in the object store, null where there is none; the picture comes by `getPreview`. */
  previewKey: z.string().nullable(),
  massKg: z.number().nullable(),
});
export type OtherContainer = z.infer<typeof OtherContainer>;

export const SiblingDifferenceView = z.object({
  aspect: z.enum(SIBLING_ASPECTS),
  z: z.number(),
  ofLimit: z.number(),
  sign: z.union([z.literal(-1), z.literal(0), z.literal(1)]),
  logRatio: z.number().optional(),
  along: z.object({ from: z.number(), to: z.number() }).optional(),
  gCm2: z.number().optional(),
});

const Judged = z.object({
  /** The gravest aspect over its limit; null where nothing can be said. */
  score: z.number().nullable(),
  odd: z.boolean(),
  differences: z.array(SiblingDifferenceView),
});

/** What the records hold beside one container of a scan. */
export const SimilarToContainer = z.object({
  container: z.number().int(),
  /** Null where it has too few siblings, or was not read. */
  own: Judged.nullable(),
  /** The other containers of its bill or declaration, oddest first. */
  siblings: z.array(OtherContainer.extend(Judged.shape)),
  /** Earlier ones of the consignee in the same chapters, newest first; null score: too few to say. */
  earlier: z.object({ score: z.number().nullable(), scans: z.array(OtherContainer) }),
  mostSimilar: z.array(OtherContainer.extend({ cosine: z.number() })),
  /** Other scans of the same container, newest first. */
  sameContainer: z.array(
    OtherContainer.extend({
      difference: z.number().nullable(),
      massLogRatio: z.number().nullable(),
      changed: z.boolean(),
      /** Whether what was declared says that it is the same load. */
      sameLoad: z.boolean(),
    }),
  ),
  samePicture: z.array(OtherContainer.extend({ exact: z.boolean() })),
});
export type SimilarToContainer = z.infer<typeof SimilarToContainer>;

export const SimilarScans = z.object({ containers: z.array(SimilarToContainer) });
export type SimilarScans = z.infer<typeof SimilarScans>;
