import { safeRank } from '@h986/domain/statistics';
import { planOf } from './plan.ts';
import { judgements, type RunOptions } from './run.ts';
import { calibrationSuite, EMPTIES_FROM, type Suite } from './suites.ts';
import { type CleanScans, RATES } from './thresholds.ts';

/** Of so many empties a threshold of 1 % may pass over one that is like no other. */
const ENOUGH = 500;

/**
 * The clean scans that thresholds come from, and so many further empties that these have enough for one of their own. Few as they are in
 * such a draw, more of all loads would be made for theirs. Who takes too few for any promise wants a quick look, and gets no others.
 */
export async function calibrationScans(
  scans: number,
  run: Omit<RunOptions, 'plans' | 'label'>,
  seed = calibrationSuite.seedFrom,
): Promise<CleanScans> {
  const plans = planOf(calibrationSuite, { scans, seed, threats: 'none' });
  const { records: drawn } = await judgements({ ...run, plans, label: 'clean' });
  if (safeRank(scans, RATES[0]) === null) return { drawn, ofCargo: [] };
  const missing = Math.max(0, ENOUGH - drawn.filter(({ cargoClass }) => cargoClass === 'empty').length);
  const empties: Suite = { ...calibrationSuite, cargo: calibrationSuite.cargo.filter(({ tier }) => tier === 'D0') };
  const further = planOf(empties, { scans: missing, seed: seed + EMPTIES_FROM, threats: 'none' });
  const { records: ofCargo } = await judgements({ ...run, plans: further, label: 'empty' });
  return { drawn, ofCargo };
}
