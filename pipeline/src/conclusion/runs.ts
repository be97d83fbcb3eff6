import type { AlgorithmRun } from '@h986/domain';
import type { Fusion } from '../registry/read-fusion.ts';
import type { ModelInUse, RefusedModel } from '../registry/read-registry.ts';

/** From good to bad: what a part of a scan says counts for the whole. */
const WORSE = ['ran', 'not-applicable', 'timed-out', 'failed'] as const;

export function runOf(
  { name, version, sha256 }: Pick<ModelInUse, 'name' | 'version' | 'sha256'>,
  state: AlgorithmRun['state'],
  reason = '',
): AlgorithmRun {
  return { name, version, state, reason, digest: /^[0-9a-f]{64}$/.test(sha256) ? sha256 : null };
}

export function fusionRun({ card, sha256 }: Fusion): AlgorithmRun {
  return runOf({ ...card, sha256 }, 'ran');
}

/** A run that never was, for each model of this state that may not run: silence would say nothing, and it must say no. */
export function refusedRuns(refused: readonly RefusedModel[], state: ModelInUse['state']): AlgorithmRun[] {
  return refused
    .filter((model) => model.state === state)
    .map((model) => ({
      ...runOf(model, 'failed', model.error.code),
      digest: null,
    }));
}

/** One run an algorithm, the worst of its parts, in the order of their first mention. */
export function worstRuns(parts: readonly AlgorithmRun[]): AlgorithmRun[] {
  const worst = new Map<string, AlgorithmRun>();
  for (const run of parts) {
    const algorithm = `${run.name} ${run.version}`;
    const known = worst.get(algorithm);
    if (!known || WORSE.indexOf(run.state) > WORSE.indexOf(known.state)) worst.set(algorithm, run);
  }
  return [...worst.values()];
}
