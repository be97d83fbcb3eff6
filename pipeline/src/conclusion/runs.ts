import type { AlgorithmRun, ModelCard } from '@h986/domain';

/** From good to bad: what a part of a scan says counts for the whole. */
const WORSE = ['ran', 'not-applicable', 'timed-out', 'failed'] as const;

export function runOf({ name, version, sha256 }: ModelCard, state: AlgorithmRun['state'], reason = ''): AlgorithmRun {
  return { name, version, state, reason, digest: sha256 };
}

/** One run an algorithm, the worst of its parts, in the order of their first mention. */
export function worstRuns(parts: readonly AlgorithmRun[]): AlgorithmRun[] {
  const worst = new Map<string, AlgorithmRun>();
  for (const run of parts) {
    const known = worst.get(run.name);
    if (!known || WORSE.indexOf(run.state) > WORSE.indexOf(known.state)) worst.set(run.name, run);
  }
  return [...worst.values()];
}
