import type { FusionCard, MapCard } from '@h986/domain';
import { asShipped } from './as-shipped.ts';
import type { Basis } from './basis.ts';
import { believed } from './believed.ts';
import type { Cache } from './cache.ts';
import { calibrationScans } from './calibration-scans.ts';
import { containersOf } from './containers.ts';
import { costOf } from './cost.ts';
import { curvesOf } from './curves.ts';
import { figuresOf } from './figures.ts';
import { foundBoxesOf } from './found-boxes.ts';
import { FUSION, withFusion } from './fused.ts';
import { labelOf } from './judging/map-cards.ts';
import type { ShippedModel } from './judging/open-models.ts';
import type { ScanRecord } from './judging/record.ts';
import type { SuiteFigures } from './ledger.ts';
import { planOf } from './plan.ts';
import { judgements } from './run.ts';
import { isClean } from './scores.ts';
import { isOfEmpties, type Suite } from './suites.ts';

export interface EvaluateOptions {
  scans: number;
  /** Clean scans for thresholds. */
  calibration: number;
  seed?: number;
  modelsDir: string;
  /** Cards of the models that are judged. */
  models: readonly MapCard[];
  /** Those of them that decide. */
  shipped: readonly ShippedModel[];
  /** Null where there are no coefficients that fit one of the models. */
  fusion: FusionCard | null;
  basis: Basis;
  cache: Cache;
  workers: number;
  /** How often this suite has been looked at before. */
  looks: number;
  tell: (text: string) => void;
}

/** Judges a suite's scans, and those of calibration seeds before them, and says what came of it. */
export async function evaluateSuite(suite: Suite, options: EvaluateOptions): Promise<SuiteFigures> {
  const { scans, calibration, seed, modelsDir, models, shipped, fusion, looks } = options;
  const common = { setup: { modelsDir }, ...options };
  const calibrated = await calibrationScans(calibration, common, { emptiesOnly: isOfEmpties(suite) });
  const plans = planOf(suite, { scans, seed });
  const { records: judged, refused } = await judgements({ ...common, plans, label: suite.name });
  const fused = (all: readonly ScanRecord[]): readonly ScanRecord[] => {
    const records = believed(all, models);
    return fusion ? withFusion(records, fusion, models) : records;
  };
  const records = fused(judged);
  const clean = { drawn: fused(calibrated.drawn), ofCargo: fused(calibrated.ofCargo) };
  const all = models.map((card) => {
    return { name: labelOf(card, models), sha256: card.sha256, probability: card.calibration };
  });
  // Its values are log-odds as they are.
  if (fusion) all.push({ name: FUSION, sha256: fusion.model.sha256, probability: { a: 1, b: 0 } });
  return {
    suite: suite.name,
    asks: suite.asks,
    look: looks + 1,
    seed: seed ?? suite.seedFrom,
    clean: records.filter(isClean).length,
    threats: records.filter((record) => !isClean(record)).length,
    calibrationScans: clean.drawn.length,
    refused,
    cost: costOf(records),
    basis: options.basis,
    containers: containersOf(records),
    foundBoxes: foundBoxesOf(records),
    asShipped: asShipped(records, shipped, models),
    models: Object.fromEntries(
      all.map(({ name, sha256, probability }) => {
        const groups = figuresOf(records, clean, { name, probability });
        return [name, { sha256, groups, curves: curvesOf(records, clean, name) }];
      }),
    ),
  };
}
