import { planOf } from './plan.ts';
import { judgements, type RunOptions } from './run.ts';
import { calibrationSuite, EMPTIES_FROM, type Suite } from './suites.ts';
import type { CleanScans } from './thresholds.ts';

/** A threshold of 1 % that is kept with a confidence of 95 % takes 299 clean scans; of so many it may pass over one that is like no other. */
const ENOUGH = 500;

/**
 * The clean scans that thresholds come from, and so many further empties that these have enough for one of their own. Few as they are in
 * such a draw, more of all loads would be made for theirs.
 */
export async function calibrationScans(
  scans: number,
  run: Omit<RunOptions, 'plans' | 'label'>,
  seed = calibrationSuite.seedFrom,
): Promise<CleanScans> {
  const plans = planOf(calibrationSuite, { scans, seed, threats: 'none' });
  const { records: drawn } = await judgements({ ...run, plans, label: 'clean' });
  const empties: Suite = { ...calibrationSuite, cargo: calibrationSuite.cargo.slice(0, 1) };
  const missing =
    scans === 0 ? 0 : Math.max(0, ENOUGH - drawn.filter(({ cargoClass }) => cargoClass === 'empty').length);
  const further = planOf(empties, { scans: missing, seed: seed + EMPTIES_FROM, threats: 'none' });
  const { records: ofCargo } = await judgements({ ...run, plans: further, label: 'empty' });
  return { drawn, ofCargo };
}
