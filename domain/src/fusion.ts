import { z } from 'zod';
import { type MapCard, MODEL_STATES, ModelFigure } from './model-card.ts';
import { logistic, logOdds } from './statistics/index.ts';

/** What is known of a scan when its risk is put into one figure. More of any of them never makes the risk smaller. */
export const FUSION_FEATURES = [
  'strongest-anomaly',
  'second-anomaly',
  'anomalous-area',
  'declaration-mismatch',
  'empties-residual',
  'quality-doubt',
] as const;
export type FusionFeature = (typeof FUSION_FEATURES)[number];

/** What may raise a risk: features, and what a map for loads of this kind alone shows, which no coefficient weighs. */
export const RISK_REASONS = [...FUSION_FEATURES, 'load-kind-anomaly'] as const;
export type RiskReason = (typeof RISK_REASONS)[number];

export interface FusionInput {
  /** Highest value of the anomaly map in the containers, in its own unit. */
  strongestAnomaly: number;
  /** The next one, at another place. */
  secondAnomaly: number;
  /** Cells from `areaFrom` on. */
  anomalousCells: number;
  /** 0 fits to 1 does not; 0 where nothing was declared or compared. */
  declarationMismatch: number;
  /** How far a container that is declared empty differs from an empty one; 0 where it is not declared so. */
  emptiesResidual: number;
  /** 0 good to 1 useless: lost lines, places that nothing penetrated. */
  qualityDoubt: number;
}

/** `models/fusion/<version>/card.json`: coefficients, and how far to believe them. */
export const FusionCard = z.object({
  name: z.literal('fusion'),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  state: z.enum(MODEL_STATES),
  job: z.literal('fusion'),
  summary: z.string(),
  /** Whose values it was fitted on: with another file they mean something else. */
  model: z.object({ name: z.string(), sha256: z.string() }),
  intercept: z.number(),
  /** Each feature less `middle`, over `spread`, times `weight`; areas are taken as ln(1 + cells). */
  terms: z.array(
    z.object({
      feature: z.enum(FUSION_FEATURES),
      middle: z.number(),
      spread: z.number().positive(),
      weight: z.number().nonnegative(),
    }),
  ),
  training: z.object({ data: z.string(), seeds: z.string(), licence: z.string(), command: z.string() }),
  phantomTrained: z.boolean(),
  figures: z.array(ModelFigure),
  knownFailures: z.array(z.string()),
  limits: z.array(z.string()),
  licence: z.string(),
});
export type FusionCard = z.infer<typeof FusionCard>;

export const FusedRisk = z.object({
  /** 0 to 1, at even odds of clean and not: it orders scans, and is a probability only where half of them are not clean. */
  probability: z.number().min(0).max(1),
  /** What raised it above that of an average clean scan, the greatest first: log-odds. */
  reasons: z.array(z.object({ code: z.enum(RISK_REASONS), contribution: z.number() })),
});
export type FusedRisk = z.infer<typeof FusedRisk>;

/** Features of which the pipeline knows nothing, or not all: declarations come to the records. */
export const RECORDS_FEATURES = ['declaration-mismatch', 'empties-residual', 'quality-doubt'] as const;
/** Log-odds by feature. */
export const RaisedRisk = z.partialRecord(z.enum(RECORDS_FEATURES), z.number().nonnegative());
export type RaisedRisk = z.infer<typeof RaisedRisk>;

/** Too little to be called a reason, log-odds. */
const NO_REASON = 0.05;

/** A scan's risk as one figure, with its reasons. */
export function fuse(input: FusionInput, { intercept, terms }: Pick<FusionCard, 'intercept' | 'terms'>): FusedRisk {
  const values = fusionValues(input);
  const contributions = terms.map(({ feature, middle, spread, weight }) => ({
    code: feature,
    contribution: (weight * (values[feature] - middle)) / spread,
  }));
  const sum = contributions.reduce((total, { contribution }) => total + contribution, intercept);
  return {
    probability: logistic(sum),
    reasons: greatestFirst(contributions.filter(({ contribution }) => contribution > NO_REASON)),
  };
}

/**
 * A risk raised to the probability that a map for loads of this kind alone gives its highest place, never lowered: it sees more in them than
 * a map of all. The greater of two honest probabilities is a little too high.
 *
 * @param probability at even odds, as the risk is
 * @returns with a reason as far as it lies above an average clean scan too
 */
export function raisedTo(
  risk: FusedRisk,
  probability: number,
  { intercept }: Pick<FusionCard, 'intercept'>,
): FusedRisk {
  if (probability <= risk.probability) return risk;
  const contribution = logOdds(probability) - Math.max(intercept, logOdds(risk.probability));
  if (contribution <= NO_REASON) return { ...risk, probability };
  return { probability, reasons: greatestFirst([...risk.reasons, { code: 'load-kind-anomaly', contribution }]) };
}

/**
 * A risk raised by what the pipeline could not know, never lowered.
 *
 * @param known each feature from 0 to 1
 * @param weights log-odds of a feature that is 1
 */
export function raisedRisk(
  { probability, reasons }: FusedRisk,
  known: Readonly<Partial<Record<(typeof RECORDS_FEATURES)[number], number>>>,
  weights: RaisedRisk,
): FusedRisk {
  const added = RECORDS_FEATURES.map((code) => ({
    code,
    contribution: (weights[code] ?? 0) * Math.min(1, Math.max(0, known[code] ?? 0)),
  })).filter(({ contribution }) => contribution > NO_REASON);
  const sum = added.reduce((total, { contribution }) => total + contribution, 0);
  if (sum === 0) return { probability, reasons };
  const byReason = new Map<RiskReason, number>();
  for (const { code, contribution } of [...reasons, ...added]) {
    byReason.set(code, (byReason.get(code) ?? 0) + contribution);
  }
  return {
    probability: Math.max(probability, logistic(logOdds(probability) + sum)),
    reasons: greatestFirst([...byReason].map(([code, contribution]) => ({ code, contribution }))),
  };
}

const greatestFirst = (reasons: FusedRisk['reasons']): FusedRisk['reasons'] =>
  reasons.toSorted((a, b) => b.contribution - a.contribution);

/**
 * From which value on a cell counts into the anomalous area: where findings begin. Not where the model says one half, for that moves with
 * the calibration, which is measured after the cells were counted.
 */
export function areaFrom({ findings }: Pick<MapCard, 'findings'>): number {
  return Math.min(...findings.map(({ cellFrom }) => cellFrom));
}

/** The features as the coefficients take them. */
export function fusionValues(input: FusionInput): Record<FusionFeature, number> {
  return {
    'strongest-anomaly': input.strongestAnomaly,
    'second-anomaly': input.secondAnomaly,
    'anomalous-area': Math.log1p(input.anomalousCells),
    'declaration-mismatch': input.declarationMismatch,
    'empties-residual': input.emptiesResidual,
    'quality-doubt': input.qualityDoubt,
  };
}
