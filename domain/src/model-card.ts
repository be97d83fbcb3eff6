import { z } from 'zod';
import { Sha256 } from './acquisition.ts';
import { CARGO_CLASSES, type LoadKind } from './cargo-class.ts';

/** `candidate` and `retired` never run; `shadow` runs beside and decides nothing; `active` decides. */
export const MODEL_STATES = ['candidate', 'shadow', 'active', 'retired'] as const;
/** The newest operator set that the pipeline takes: what it has been tried with. */
export const OPSET_MAX = 17;

export const ModelName = z.string().regex(/^[a-z][a-z0-9-]*$/, 'model-name');

/** A measured figure of a model: of which set of scans, of which family in it, with the ends of its confidence interval. */
export const ModelFigure = z.object({
  suite: z.string(),
  family: z.string(),
  figure: z.string(),
  value: z.number(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  scans: z.number().int().nonnegative(),
});
export type ModelFigure = z.infer<typeof ModelFigure>;

const common = {
  name: ModelName,
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  state: z.enum(MODEL_STATES),
  sha256: Sha256,
  /** Files of the same weights in other graphs, whose answers differ by rounding alone: what was measured on them holds. */
  sameWeightsAs: z.array(Sha256).optional(),
  summary: z.string(),
  architecture: z.string(),
  /** Of ONNX's own operators; the file may import no others. */
  opset: z.number().int().min(1).max(OPSET_MAX),
  input: z.object({
    name: z.string(),
    type: z.literal('uint16'),
    /** 1 x 2 (high, low) x rows x columns, transmission x 60,000; 65,535 where there is no data. */
    shape: z.tuple([z.literal(1), z.literal(2), z.number().int().positive(), z.number().int().positive()]),
    /** Nominal square pitch of the grid, mm. */
    pitchMm: z.number().positive(),
    /** Pixels at each edge of a tile that its output does not cover; 0 where the output covers everything. */
    marginPx: z.number().int().nonnegative(),
  }),
  training: z.object({ data: z.string(), seeds: z.string(), licence: z.string(), command: z.string() }),
  /** Whether it has only ever seen simulated cargo; said wherever its findings are shown. */
  phantomTrained: z.boolean(),
  figures: z.array(ModelFigure),
  /** What was measured beside the figures, in words. */
  remarks: z.string().default(''),
  knownFailures: z.array(z.string()),
  limits: z.array(z.string()),
  licence: z.string(),
};

/** Cells that stand out against their own surroundings; the score is one half at `scoreHalfAt`. */
export const ContrastRule = z.object({
  kind: z.enum(['outlier-dense', 'outlier-thin']),
  sign: z.enum(['above', 'below']),
  /** Value from which on a cell belongs to a finding. */
  cellFrom: z.number(),
  scoreHalfAt: z.number().positive(),
  minCells: z.number().int().positive(),
});
export type ContrastRule = z.infer<typeof ContrastRule>;

/**
 * Mountains of a trained model's map, cells less than `belowPeak` under a top: one finding each, its box around all that hangs together with it
 * at a logit of 0 or more.
 */
export const AnomalyRule = z.object({
  kind: z.literal('anomaly'),
  cellFrom: z.number(),
  belowPeak: z.number().positive(),
  minCells: z.number().int().positive(),
  /** Value of the top from which on a scan is suspicious, where no table of thresholds says otherwise. */
  alarmFrom: z.number(),
});
export type AnomalyRule = z.infer<typeof AnomalyRule>;

export const MapCard = z
  .object({
    ...common,
    job: z.literal('map'),
    output: z.object({
      name: z.string(),
      /** One signed value a cell of `stridePx` x `stridePx` input pixels, in the unit below. */
      stridePx: z.number().int().positive(),
      unit: z.string(),
    }),
    /** Second output: one logit a class and cell, for what the cell would show if it showed anything. */
    kind: z.object({ name: z.string(), classes: z.array(z.string()).min(1).max(255) }).nullable(),
    /** At least one: a map that nothing is read from would call everything clear. */
    findings: z.array(z.discriminatedUnion('kind', [ContrastRule, AnomalyRule])).min(1),
    /** Probability of a value: 1 / (1 + e^-(a value + b)); null where the values are no logits. */
    calibration: z.object({ a: z.number(), b: z.number() }).nullable(),
    /** What the cells of a tile that shows nothing but air are given without asking the model; null asks it. */
    airValue: z.number().nullable(),
    /** Kinds of loads that it was taught on, by the encoder's word: it is believed of no others. Absent: of all. */
    onlyFor: z.array(z.enum(CARGO_CLASSES)).min(1).optional(),
    /** Of a map of empty containers: believed also where the encoder's logit of an empty one lies so far behind at the most; zero or less. */
    emptyLeadFrom: z.number().max(0).optional(),
  })
  .refine(({ input, output }) => input.marginPx % output.stridePx === 0, 'margin-whole-cells')
  .refine(({ onlyFor, emptyLeadFrom }) => emptyLeadFrom === undefined || onlyFor?.includes('empty'), 'lead-of-empties');
export type MapCard = z.infer<typeof MapCard>;

export const EncoderCard = z.object({
  ...common,
  job: z.literal('encoder'),
  /** Of unit length. */
  embedding: z.object({ name: z.string(), length: z.number().int().positive() }),
  /** What a load looks like, one logit a class, and the chapters of the Harmonized System that look so. */
  appearance: z.object({
    name: z.string(),
    classes: z.array(z.object({ name: z.string(), chapters: z.array(z.string().regex(/^\d{2}$/)) })).min(1),
  }),
  /** The same for equal parts along the container's length, from the left: outputs of 1 x `count` x length or classes. */
  parts: z.object({ embedding: z.string(), appearance: z.string(), count: z.number().int().positive() }).nullable(),
});
export type EncoderCard = z.infer<typeof EncoderCard>;

export const LocatorCard = z.object({
  ...common,
  job: z.literal('locator'),
  output: z.object({
    name: z.string(),
    /** What a pixel of the whole scan may be: one logit each, in this order. */
    classes: z.tuple([z.literal('nothing'), z.literal('vehicle'), z.literal('container')]),
  }),
});
export type LocatorCard = z.infer<typeof LocatorCard>;

/** `models/<name>/<version>/card.json`: what a model is, what it wants, what it says and how far to believe it. */
export const ModelCard = z.discriminatedUnion('job', [MapCard, EncoderCard, LocatorCard]);
export type ModelCard = z.infer<typeof ModelCard>;

/** Why a map that was made is not believed: its load is of a kind that the model was not taught on, or nobody knows of which. */
export const UNBELIEVED_REASONS = ['load-kind-other', 'load-kind-unknown'] as const;
export type UnbelievedReason = (typeof UNBELIEVED_REASONS)[number];

/**
 * A container that is rather full than empty to the encoder, but hardly, may be an empty one with something in it: there a map of empty
 * ones is believed too.
 *
 * @returns null where the map is believed
 */
export function whyNotBelieved(
  { onlyFor, emptyLeadFrom }: Pick<MapCard, 'onlyFor' | 'emptyLeadFrom'>,
  { cargoClass, emptyLead }: LoadKind,
): UnbelievedReason | null {
  if (!onlyFor) return null;
  if (cargoClass === null) return 'load-kind-unknown';
  const nearlyEmpty = emptyLeadFrom !== undefined && emptyLead !== null && emptyLead >= emptyLeadFrom;
  return onlyFor.includes(cargoClass) || nearlyEmpty ? null : 'load-kind-other';
}

/** Probability that the card's calibration gives a value; null without one. */
export function calibrated({ calibration }: Pick<MapCard, 'calibration'>, value: number): number | null {
  if (!calibration) return null;
  return 1 / (1 + Math.exp(-(calibration.a * value + calibration.b)));
}
