import type { Logger } from '@h986/stores';
import type { RefusedModel } from '../registry/read-registry.ts';

/** Says loudly which models may not run, and what follows for every scan until somebody mends it. */
export function tellRefused(refused: readonly RefusedModel[], log: Pick<Logger, 'error'>): void {
  for (const { name, version, state, error } of refused) {
    const follows = state === 'active' ? 'every scan says so, and none that needs it is clear' : 'it was in the shadow';
    log.error(
      { model: name, version, code: error.code, details: error.details },
      `model refused: ${error.message}; ${follows}`,
    );
  }
}
