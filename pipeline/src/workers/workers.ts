import { policies } from '@h986/domain';
import { type JobWorker, jobKinds, type Logger, openObjectStore, openWorker } from '@h986/stores';
import { readTestObjects } from '../check/read-test-objects.ts';
import { type PipelineEnv, queueOptions } from '../config.ts';
import { type RecordTools, recordAssemblyGivenUp, recordStripGivenUp } from '../hand-on/given-up.ts';
import { readMaterialTables } from '../material/read-tables.ts';
import { readRegistry } from '../registry/read-registry.ts';
import { openHandOn } from './open-tools.ts';
import { tellRefused } from './tell-refused.ts';

/**
 * Planes lie outside of V8's heap, and their bytes make it look through that heap ten times a scan. Helpers on other threads make each look
 * shorter and dearer, and the other core has a strip of its own to work on: without them a scan costs a sixth less of both.
 */
export const SPARING = ['--single-threaded-gc'];

export interface PipelineOptions {
  log: Logger;
  /** Modules that run in the sandboxed processes. */
  stripProcessor?: URL;
  assemblyProcessor?: URL;
}

export interface Pipeline {
  workers: JobWorker[];
  close(): Promise<void>;
}

/**
 * The workers of strips and of scans. Pixels and models live in sandboxed processes; this one records what they can no
 * longer record themselves.
 * A model that is not the file of its card is not run: the pipeline starts, and every scan says so.
 */
export async function openPipeline(env: PipelineEnv, options: PipelineOptions): Promise<Pipeline> {
  const { log } = options;
  const stripProcessor = options.stripProcessor ?? new URL('./strip.processor.ts', import.meta.url);
  const assemblyProcessor = options.assemblyProcessor ?? new URL('./assembly.processor.ts', import.meta.url);
  const { inUse, refused } = await readRegistry(env.MODELS_DIR, env.MODELS, env.THRESHOLDS_DIR);
  tellRefused(refused, log);
  const objects = await openObjectStore(env);
  const { handOn, close: closeHandOn } = openHandOn(env);
  const tables = await readMaterialTables(env.MODELS_DIR, env.MATERIALS_DIR);
  const testObjects = await readTestObjects(env.TEST_OBJECTS_DIR);
  const policy = policies[env.POLICY];
  const tools: RecordTools = { objects, inUse, tables, testObjects, policy, handOn, now: Date.now };
  const workers = [
    openWorker(jobKinds.strips, stripProcessor, {
      ...queueOptions(env),
      log,
      concurrency: env.WORKERS,
      execArgv: SPARING,
      onGivenUp: (job, error) => recordStripGivenUp(job, error, tools),
    }),
    openWorker(jobKinds.assembly, assemblyProcessor, {
      ...queueOptions(env),
      log,
      startAhead: true,
      execArgv: SPARING,
      onGivenUp: (job, error) => recordAssemblyGivenUp(job, error, tools),
    }),
  ];
  return {
    workers,
    async close() {
      await Promise.all(workers.map((worker) => worker.close()));
      await closeHandOn();
      await objects.close();
    },
  };
}
