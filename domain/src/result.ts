import { z } from 'zod';
import { Geometry, LineRange, Sha256 } from './acquisition.ts';
import { AlgorithmRun } from './algorithm.ts';
import { CheckReading } from './check/check.ts';
import { BoxMm, BoxPx, Finding } from './finding.ts';
import { FusedRisk } from './fusion.ts';
import { QualityPart } from './load/quality.ts';
import { LoadReading } from './load/reading.ts';
import { Instant, Order } from './order.ts';
import { ScanId } from './scan.ts';
import { Verdict } from './verdict.ts';

/** `<counter>-<first 12 of the digest of models and order>`; the counter grows with each re-run. */
export const Revision = z.string().regex(/^[1-9]\d{0,3}-[0-9a-f]{12}$/, 'revision-shape');
export type Revision = z.infer<typeof Revision>;

/** Some columns of a model's map: cells column by column, each one signed value quantised to int16 (value x `perUnit`). */
export const MapPart = z.object({
  model: z.string(),
  firstCell: z.number().int().nonnegative(),
  columns: z.number().int().nonnegative(),
  rows: z.number().int().positive(),
  perUnit: z.number().positive(),
  /** Base64 of little-endian int16, columns x rows. */
  cells: z.string(),
  /** Base64 of two bytes a cell: 1 + its likeliest class (0: not asked) and that class's probability x 255. */
  kinds: z.string().optional(),
});
export type MapPart = z.infer<typeof MapPart>;

/** Milliseconds spent; `inferenceCpu` and `cpu` are processor time, the rest is wall time. */
export const StageTimings = z.record(z.string(), z.number());

/** A strip in small, high energy, half of each length; what the preview is put together from. */
export const Thumbnail = z.object({
  lines: z.number().int().positive(),
  channels: z.number().int().positive(),
  /** Base64 of lines x channels bytes, line by line: 0 no data, else transmission on a logarithmic scale. */
  codes: z.string(),
});
export type Thumbnail = z.infer<typeof Thumbnail>;

/** A strip on a square grid of about 24 mm, both energies: what the locator and reasons are worked out from. */
export const CoarsePart = z.object({
  columns: z.number().int().positive(),
  rows: z.number().int().positive(),
  /** Base64 of little-endian u16, row by row, transmission x 60,000; 65,535 where there is no data. */
  high: z.string(),
  low: z.string(),
});
export type CoarsePart = z.infer<typeof CoarsePart>;

/**
 * A strip's attenuation on the grid of its coarse picture, from which loads are read. Base64 of little-endian u16, row by row; 65,535 where
 * there is no data. The mean of -ln T is not -ln of the mean T: a load's mass goes by the first.
 */
export const LoadPart = z.object({
  columns: z.number().int().positive(),
  rows: z.number().int().positive(),
  /** Mean over a cell of -ln T x 4,000, each energy. */
  high: z.string(),
  low: z.string(),
  /** Standard deviation of the high energy's -ln T inside a cell, x 4,000: noise and texture. */
  spread: z.string(),
  /** Share x 60,000 of pixels that let nothing through: -ln T of the high energy above `OPAQUE_FROM`. */
  opaque: z.string(),
});
export type LoadPart = z.infer<typeof LoadPart>;
/** Attenuation -ln T from which on a pixel counts as opaque: about 195 mm of steel at 6 MV, where scatter begins to hide the load. */
export const OPAQUE_FROM = 6.2;
export const ALPHA_SCALE = 4_000;

/** What the load of a container looks like, by an encoder's word. Which chapters were declared is not looked at. */
export const ContainerLoad = z.object({
  /** In the order of the logits, as the encoder's card has them. */
  classes: z.array(z.object({ name: z.string(), chapters: z.array(z.string()) })),
  /** One logit a class. */
  appearance: z.array(z.number()),
  /** The same of equal parts along its length, from the left, one after the other. */
  parts: z.array(z.number()),
  /** Base64 of little-endian float32, of unit length: loads of the same goods lie near each other. */
  embedding: z.string(),
});
export type ContainerLoad = z.infer<typeof ContainerLoad>;

/** Where the machine sees a container: its outer box. */
export const LocatedContainer = z.object({
  boxPx: BoxPx,
  boxMm: BoxMm,
  /** Mean probability of its pixels, by the locator's own word. */
  confidence: z.number().min(0).max(1),
  /** Left out where no encoder ran. */
  load: ContainerLoad.optional(),
});
export type LocatedContainer = z.infer<typeof LocatedContainer>;

/** `results/<revision>/strips/<n>.json`: what one strip's job found in the columns it owns. */
export const StripResult = z.object({
  v: z.literal(1),
  scanId: ScanId,
  revision: Revision,
  strip: z.number().int().nonnegative(),
  runs: z.array(AlgorithmRun),
  /** Of models in the shadow: theirs alone, they decide nothing. */
  shadowRuns: z.array(AlgorithmRun).optional(),
  maps: z.array(MapPart),
  /** A first sight for the early view; the assembly finds them again on the whole map. */
  findings: z.array(Finding),
  /** Left out where nothing could be seen. */
  thumbnail: Thumbnail.optional(),
  /** Left out where no model needs it. */
  coarse: CoarsePart.optional(),
  /** Left out with the coarse picture. */
  load: LoadPart.optional(),
  /** Left out with the coarse picture. */
  quality: QualityPart.optional(),
  timings: StageTimings,
});
export type StripResult = z.infer<typeof StripResult>;

/** `results/<revision>/result.json`: everything that the machine has to say about the scan alone. Written last. */
export const ScanResult = z.object({
  v: z.literal(1),
  scanId: ScanId,
  revision: Revision,
  order: Order,
  geometry: Geometry,
  normalised: z.boolean(),
  lines: z.number().int(),
  linesLost: z.array(LineRange),
  rawSha256: Sha256,
  extent: z.enum(['whole', 'partial']),
  strips: z.number().int(),
  /** Strips whose results were not there at the deadline; those that come later start a new revision. */
  stripsMissing: z.array(z.number().int()).optional(),
  runs: z.array(AlgorithmRun),
  findings: z.array(Finding),
  /** From the left, two at most; left out where no locator ran. */
  containers: z.array(LocatedContainer).optional(),
  /** Share of the picture that is vehicle; left out where no locator ran. */
  vehicleShare: z.number().min(0).max(1).optional(),
  /** What models in the shadow did and found. No verdict looks at it. */
  shadow: z.object({ runs: z.array(AlgorithmRun), findings: z.array(Finding) }).optional(),
  /** All of it in one figure; left out where nothing puts it so. */
  risk: FusedRisk.optional(),
  /** What the load itself says; left out where nothing of it could be read. */
  load: LoadReading.optional(),
  /** Of a scan of the test object, and of no other. */
  check: CheckReading.optional(),
  /** Of the scan of a test object: inconclusive, for it is none of cargo. */
  verdict: Verdict,
  /** 8-bit PNG over the whole picture, 0 nothing to 255; null when no model that decides ran. */
  heatMapKey: z.string().nullable(),
  previewKey: z.string().nullable(),
  /** Digests of the models that ran, by name. */
  models: z.record(z.string(), z.string()),
  times: z.object({
    triggeredAt: Instant,
    firstLineAt: Instant,
    lastLineAt: Instant,
    sealedAt: Instant,
    finishedAt: Instant,
  }),
  timings: StageTimings,
});
export type ScanResult = z.infer<typeof ScanResult>;

/** `results/<revision>/recorded.json`: the server has it; the bridge may let go of its spool. */
export const Recorded = z.object({ v: z.literal(1), scanId: ScanId, revision: Revision, recordedAt: Instant });
export type Recorded = z.infer<typeof Recorded>;
