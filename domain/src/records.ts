import { z } from 'zod';
import { Geometry, Sha256 } from './acquisition.ts';
import { AlgorithmRun } from './algorithm.ts';
import { ScannerCheckAt } from './check/scanner-checks.ts';
import { Comparison } from './comparison/comparison.ts';
import { ContainerNumber } from './container.ts';
import { DecisionKind, InspectionOrder } from './decision.ts';
import { ImportFault } from './declaration/faults.ts';
import { ImportFormat } from './declaration/import.ts';
import { DeclarationMatch } from './declaration/match.ts';
import { Declaration } from './declaration.ts';
import { Finding } from './finding.ts';
import { FusedRisk } from './fusion.ts';
import { LoadReading } from './load/reading.ts';
import { Instant } from './order.ts';
import { ReadingStage } from './reading-policy.ts';
import { Revision } from './result.ts';
import { LaneId, ScanId, ScanPurpose, ScanState } from './scan.ts';
import { Verdict, VerdictKind } from './verdict.ts';

/** A row of the worklist. */
export const ScanSummary = z.object({
  scanId: ScanId,
  lane: LaneId,
  origin: z.enum(['ordered', 'unsolicited']),
  /** Left out for cargo. */
  purpose: ScanPurpose.exclude(['cargo']).optional(),
  state: ScanState,
  containers: z.array(ContainerNumber),
  plate: z.string().nullable(),
  orderedAt: Instant,
  triggeredAt: Instant.nullable(),
  /** Trigger plus budget; past it the scan is overdue and stays with people. */
  dueAt: Instant.nullable(),
  verdict: VerdictKind.nullable(),
  /** Highest score of any finding, 0 when none. */
  topScore: z.number(),
  extent: z.enum(['whole', 'partial']).nullable(),
  lines: z.number().int().nullable(),
  linesLost: z.number().int().nullable(),
  heldBy: z.string().nullable(),
  decision: DecisionKind.nullable(),
  /** Why it was aborted, refused or failed; empty otherwise. */
  reason: z.string(),
  updatedAt: Instant,
});
export type ScanSummary = z.infer<typeof ScanSummary>;

export const DecisionView = z.object({
  id: z.string(),
  scanId: ScanId,
  containers: z.array(ContainerNumber),
  kind: DecisionKind,
  reason: z.string(),
  text: z.string(),
  /** Null unless an inspection was asked for with more than that. */
  inspection: InspectionOrder.nullable(),
  revision: Revision.nullable(),
  verdict: VerdictKind.nullable(),
  /** How the scanner's last check with its test object stood when the scan's result came; left out where nobody asked. */
  scannerCheck: ScannerCheckAt.optional(),
  /** Whose reading it was; only a final one decides. */
  stage: ReadingStage,
  final: z.boolean(),
  by: z.string(),
  at: Instant,
});
export type DecisionView = z.infer<typeof DecisionView>;

/** A question to whoever can help, and the answer. */
export const Consultation = z.object({
  id: z.string(),
  scanId: ScanId,
  containers: z.array(ContainerNumber),
  question: z.string(),
  askedBy: z.string(),
  askedAt: Instant,
  answer: z.string().nullable(),
  answeredBy: z.string().nullable(),
  answeredAt: Instant.nullable(),
});
export type Consultation = z.infer<typeof Consultation>;

/** Everything about one scan that fits on one screen; pixels come by strip. */
export const ScanDetail = ScanSummary.extend({
  /** The order's own. */
  declaration: Declaration.nullable(),
  /** What its declaration may be, the order's own among the candidates; asked of the records each time. */
  declarations: DeclarationMatch,
  revision: Revision.nullable(),
  /** The newest of this revision, null where none was made. */
  comparison: Comparison.nullable(),
  result: z
    .object({
      /** The comparison's where there is one: it is never softer. */
      verdict: Verdict,
      runs: z.array(AlgorithmRun),
      findings: z.array(Finding),
      /** Left out where nothing puts the risk in one figure. */
      risk: FusedRisk.optional(),
      /** What the load says; left out where nothing of it could be read. */
      load: LoadReading.optional(),
      geometry: Geometry,
      normalised: z.boolean(),
      lines: z.number().int(),
      rawSha256: z.string(),
      hasHeatMap: z.boolean(),
      hasPreview: z.boolean(),
      timings: z.record(z.string(), z.number()),
    })
    .nullable(),
  decisions: z.array(DecisionView),
  /** As `DecisionView`. */
  scannerCheck: ScannerCheckAt.optional(),
  /** Two readers did not agree: a third, or a risk officer, has the last word. */
  panel: z.boolean(),
});
export type ScanDetail = z.infer<typeof ScanDetail>;

/** What can be drawn now: while the truck moves the list grows. */
export const ScanPicture = z.object({
  /** Null until the calibration is stored. */
  geometry: Geometry.nullable(),
  normalised: z.boolean(),
  /** Strips whose plane can be fetched, ascending. */
  planes: z.array(z.number().int()),
  /** Lines in all, once sealed. */
  lines: z.number().int().nullable(),
});
export type ScanPicture = z.infer<typeof ScanPicture>;

/** One version of a declaration, as it came. */
export const DeclarationVersion = z.object({
  id: z.string(),
  reference: z.string(),
  version: z.number().int().positive(),
  /** SHA-256 of its canonical JSON. */
  digest: Sha256,
  format: ImportFormat,
  by: z.string(),
  at: Instant,
});
export type DeclarationVersion = z.infer<typeof DeclarationVersion>;

export const DeclarationView = DeclarationVersion.extend({ declaration: Declaration });
export type DeclarationView = z.infer<typeof DeclarationView>;

/**
 * What became of a declaration that was handed in: new, a new version, what the newest version says already, or what an older one
 * said, which changes nothing: a message that comes again late must not undo what came after it.
 */
export const DECLARATION_OUTCOMES = ['created', 'changed', 'same', 'older'] as const;
export const DeclarationReceipt = z.object({
  reference: z.string(),
  /** The version that says this. */
  version: z.number().int().positive(),
  outcome: z.enum(DECLARATION_OUTCOMES),
});
export type DeclarationReceipt = z.infer<typeof DeclarationReceipt>;

export const ImportReceipt = z.object({
  /** False: this file was in the records already. */
  changed: z.boolean(),
  receipts: z.array(DeclarationReceipt),
  /** What was left out, where the sender asked to keep the rest. */
  faults: z.array(ImportFault),
});
export type ImportReceipt = z.infer<typeof ImportReceipt>;
