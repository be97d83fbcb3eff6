import { z } from 'zod';
import { AlgorithmRun } from '../algorithm.ts';
import { ContainerNumber } from '../container.ts';
import { FusedRisk } from '../fusion.ts';
import { Observation } from '../load/observation.ts';
import { Instant } from '../order.ts';
import { Revision } from '../result.ts';
import { ScanId } from '../scan.ts';
import { Verdict, VerdictKind } from '../verdict.ts';

/** What one question about declaration or other scans came to. A question has a run of its own, whether it could be answered or not. */
export const Said = z.object({ runs: z.array(AlgorithmRun), observations: z.array(Observation) });
export type Said = z.infer<typeof Said>;

/** A declaration that a scan was held against, in the version that was the newest then. */
export const ComparedDeclaration = z.object({
  source: z.enum(['filed', 'order']),
  reference: z.string(),
  /** Null for an order's. */
  version: z.number().int().positive().nullable(),
});
export type ComparedDeclaration = z.infer<typeof ComparedDeclaration>;

/** Another scan that it was held against. */
export const ComparedScan = z.object({ scanId: ScanId, revision: Revision });
export type ComparedScan = z.infer<typeof ComparedScan>;

/** What was declared of one container that the picture shows, kg; null where nobody said, or where it is in doubt. */
export const ComparedContainer = z.object({
  /** The numbers that it may have; more than one where the picture does not say which. */
  numbers: z.array(ContainerNumber),
  /** Goods with their packing. Low and high differ where declarations do. */
  declaredKg: z.object({ low: z.number(), high: z.number() }).nullable(),
  /** What the weighbridge said, less the container. */
  weighedKg: z.number().nullable(),
});
export type ComparedContainer = z.infer<typeof ComparedContainer>;

/**
 * A scan's result held against everything that only the records know: its declaration, other scans. Made when a result is recorded, and
 * again whenever what it was held against changes; the newest counts.
 */
export const Comparison = z.object({
  /** A ULID. */
  id: z.string(),
  revision: Revision,
  madeAt: Instant,
  declarations: z.array(ComparedDeclaration),
  scans: z.array(ComparedScan),
  /** As the result's, from the left. */
  containers: z.array(ComparedContainer).max(2),
  runs: z.array(AlgorithmRun),
  observations: z.array(Observation),
  /** Of result and comparison together; never softer than the result's own. */
  verdict: Verdict,
  /** The result's, raised by what is known here; left out where nothing puts the risk in one figure. */
  risk: FusedRisk.optional(),
  /** The gravest that an earlier comparison of this revision came to, if there was one. */
  gravestBefore: VerdictKind.nullable(),
});
export type Comparison = z.infer<typeof Comparison>;
