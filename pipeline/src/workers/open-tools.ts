import { type ModelCard, policies } from '@h986/domain';
import { jobKinds, openLog, openObjectStore, openProgressSender, openSender } from '@h986/stores';
import { readTestObjects } from '../check/read-test-objects.ts';
import { type PipelineEnv, queueOptions } from '../config.ts';
import { readMaterialTables } from '../material/read-tables.ts';
import { openPixels } from '../pixels/scan-pixels.ts';
import { openRegistry } from '../registry/open-registry.ts';
import { readRegistry } from '../registry/read-registry.ts';
import type { HandOn, Tools } from '../tools.ts';
import { tellRefused } from './tell-refused.ts';

/**
 * The real tools of a process that works on pixels, for its whole life. A model that may not run stops nothing: the log says so,
 * and so does every scan.
 */
export async function openTools(env: PipelineEnv, jobs: readonly ModelCard['job'][]): Promise<Tools> {
  const registry = await readRegistry(env.MODELS_DIR, env.MODELS, env.THRESHOLDS_DIR);
  const models = await openRegistry(registry, env.ONNX_THREADS, jobs);
  tellRefused(models.refused, openLog('pipeline', env.LOG_LEVEL));
  const objects = await openObjectStore(env);
  const progress = openProgressSender(queueOptions(env));
  return {
    objects,
    ...models,
    policy: policies[env.POLICY],
    tables: await readMaterialTables(env.MODELS_DIR, env.MATERIALS_DIR),
    testObjects: await readTestObjects(env.TEST_OBJECTS_DIR),
    pixels: openPixels(objects),
    handOn: openHandOn(env).handOn,
    tell: progress.tell,
    patience: { afterSealMs: env.AFTER_SEAL_MS, afterTriggerMs: env.AFTER_TRIGGER_MS },
    now: Date.now,
  };
}

export function openHandOn(env: PipelineEnv): { handOn: HandOn; close(): Promise<void> } {
  const options = queueOptions(env);
  const strips = openSender(jobKinds.strips, options);
  const assembly = openSender(jobKinds.assembly, options);
  const results = openSender(jobKinds.results, options);
  return {
    handOn: { strips, assembly, results },
    async close() {
      await Promise.all([strips.close(), assembly.close(), results.close()]);
    },
  };
}
