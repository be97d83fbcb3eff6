import type { AlgorithmRun } from '../algorithm.ts';
import { errorCode } from '../errors.ts';
import type { Observation } from '../load/observation.ts';
import type { Said } from './comparison.ts';

/** A question to declaration or other scans: what it has to say, or why it cannot be asked. */
export interface Answer {
  observations: Omit<Observation, 'algorithm'>[];
  /** Why it does not apply; left out where it was answered, if only in part. */
  notApplicable?: string;
}

/** Asks one question. What it throws is a failed run: the others are asked all the same. */
export function asked(name: string, version: string, ask: () => Answer): Said {
  const run = { name, version, reason: '', digest: null };
  try {
    const { observations, notApplicable } = ask();
    const state: Pick<AlgorithmRun, 'state' | 'reason'> =
      notApplicable === undefined ? { state: 'ran', reason: '' } : { state: 'not-applicable', reason: notApplicable };
    return { runs: [{ ...run, ...state }], observations: observations.map((one) => ({ ...one, algorithm: name })) };
  } catch (error) {
    return { runs: [{ ...run, state: 'failed', reason: errorCode(error) }], observations: [] };
  }
}
