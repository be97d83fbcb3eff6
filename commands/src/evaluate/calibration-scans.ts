import { safeRank } from '@h986/domain/statistics';
import { planOf } from './plan.ts';
import { judgements, type RunOptions } from './run.ts';
import { calibrationSuite, EMPTIES_FROM, emptiesCalibration } from './suites.ts';
import { type CleanScans, RATES } from './thresholds.ts';

/** Of so many empties a threshold of 1 % may pass over one that is like no other. */
const ENOUGH = 500;

interface CalibrationOptions {
  /** The first seed. @defaultValue the suite's own */
  seed?: number;
  /** Empty containers alone, for those who ask of nothing else. */
  emptiesOnly?: boolean;
}

/**
 * The clean scans that thresholds come from, and so many further empties that these have enough for one of their own. Few as they are in
 * such a draw, more of all loads would be made for theirs. Who takes too few for any promise wants a quick look, and gets no others.
 */
export async function calibrationScans(
  scans: number,
  run: Omit<RunOptions, 'plans' | 'label'>,
  { seed = calibrationSuite.seedFrom, emptiesOnly = false }: CalibrationOptions = {},
): Promise<CleanScans> {
  const empties = async (count: number) => {
    const plans = planOf(emptiesCalibration, { scans: count, seed: seed + EMPTIES_FROM, threats: 'none' });
    return (await judgements({ ...run, plans, label: 'empty' })).records;
  };
  if (emptiesOnly) return { drawn: await empties(scans), ofCargo: [] };
  const plans = planOf(calibrationSuite, { scans, seed, threats: 'none' });
  const { records: drawn } = await judgements({ ...run, plans, label: 'clean' });
  if (safeRank(scans, RATES[0]) === null) return { drawn, ofCargo: [] };
  const missing = Math.max(0, ENOUGH - drawn.filter(({ cargoClass }) => cargoClass === 'empty').length);
  return { drawn, ofCargo: await empties(missing) };
}
