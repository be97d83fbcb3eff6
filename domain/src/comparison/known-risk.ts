import type { RECORDS_FEATURES } from '../fusion.ts';
import type { Observation } from '../load/observation.ts';
import { type Policy, ruleFor } from '../verdict.ts';

type Known = Record<(typeof RECORDS_FEATURES)[number], number>;

/** Codes by the feature of the risk that they feed. What is said against other scans is a mismatch, too: with what was to be expected. */
const FEATURE: Partial<Record<Observation['code'], keyof Known>> = {
  'declared-empty-but-loaded': 'empties-residual',
  'cannot-see-through': 'quality-doubt',
  'cargo-cut-off': 'quality-doubt',
  'quality-usable': 'quality-doubt',
  'quality-rescan': 'quality-doubt',
  'declared-loaded-but-empty': 'declaration-mismatch',
  'heavier-than-declared': 'declaration-mismatch',
  'lighter-than-declared': 'declaration-mismatch',
  'heavier-than-weighed': 'declaration-mismatch',
  'lighter-than-weighed': 'declaration-mismatch',
  'density-unlike-declared': 'declaration-mismatch',
  'load-looks-different': 'declaration-mismatch',
  'part-looks-different': 'declaration-mismatch',
  'more-units-than-declared': 'declaration-mismatch',
  'fewer-units-than-declared': 'declaration-mismatch',
  'odd-among-siblings': 'declaration-mismatch',
  'unlike-earlier-scans': 'declaration-mismatch',
};

/**
 * What the observations add to the fused risk, each feature by the weight that the policy gives its heaviest observation: what weighs
 * nothing in the verdict raises no risk.
 */
export function knownRisk(observations: readonly Observation[], policy: Policy): Known {
  const known: Known = { 'declaration-mismatch': 0, 'empties-residual': 0, 'quality-doubt': 0 };
  for (const observation of observations) {
    const feature = FEATURE[observation.code];
    if (feature) known[feature] = Math.max(known[feature], ruleFor(observation, policy)?.weight ?? 0);
  }
  return known;
}

/** The heaviest weight among observations that make suspicious, 0 where none does. */
export function heaviest(observations: readonly Observation[], policy: Policy): number {
  const weights = observations.flatMap((observation) => {
    const rule = ruleFor(observation, policy);
    return rule?.makes === 'suspicious' ? [rule.weight] : [];
  });
  return Math.max(0, ...weights);
}
