import { type AlgorithmRun, errorCode } from '@h986/domain';
import { refusedRuns, runOf } from '../conclusion/runs.ts';
import type { Model } from '../registry/model.ts';
import type { Tools } from '../tools.ts';

/**
 * Lets each model in the shadow do its work. Whatever befalls one is its own run's failure and nobody else's: a scan never waits
 * for it, nor is it tried again.
 */
export async function inShadow(
  { shadow, refused }: Pick<Tools, 'shadow' | 'refused'>,
  work: (model: Model) => Promise<AlgorithmRun>,
): Promise<AlgorithmRun[]> {
  const runs = refusedRuns(refused, 'shadow');
  for (const model of shadow) {
    try {
      runs.push(await work(model));
    } catch (error) {
      runs.push(runOf(model.card, 'failed', errorCode(error)));
    }
  }
  return runs;
}
