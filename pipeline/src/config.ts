import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { DEFAULT_POLICY, ModelName, milliseconds, type PolicyName, policies } from '@h986/domain';
import { type QueueOptions, StoresEnv } from '@h986/stores';
import { z } from 'zod';

const REPO_MODELS = fileURLToPath(new URL('../../models', import.meta.url));

/** Whatever a pipeline process can be told, from the environment, read once. Children read the same. */
export const PipelineEnv = StoresEnv.extend({
  /** Folder of `<name>/<version>/{card.json,model.onnx,golden.json}`. */
  MODELS_DIR: z.string().default(REPO_MODELS),
  /** Names of the models to run, separated by commas; all in the folder that are active or in the shadow when not given. */
  MODELS: z
    .string()
    .transform((names) => names.split(',').map((name) => name.trim()))
    .pipe(z.array(ModelName).min(1))
    .nullable()
    .default(null),
  /** Folder of a site's own thresholds, `<model>.json`; they go before those that lie beside a model. */
  THRESHOLDS_DIR: z.string().nullable().default(null),
  /** Folder of a site's own material tables, `<lane>.json`; they go before those that come with the models. */
  MATERIALS_DIR: z.string().nullable().default(null),
  /** Folder of what a site's scanners are checked with, `<lane>.json`; a lane without one has the object that comes with the system. */
  TEST_OBJECTS_DIR: z.string().nullable().default(null),
  /** What must have run before a scan is clear, and what makes it suspicious: a name in `domain/src/verdict.ts`. */
  POLICY: z.enum(Object.keys(policies) as [PolicyName, ...PolicyName[]]).default(DEFAULT_POLICY),
  /** Strips worked on at once, a process each. One core stays for the assembly. */
  WORKERS: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .default(Math.max(1, availableParallelism() - 1)),
  /** So long after the seal, and after the trigger, the assembly waits for strips that are missing; then it goes on without them. */
  AFTER_SEAL_MS: milliseconds(30_000),
  AFTER_TRIGGER_MS: milliseconds(100_000),
  /** Of one model in one process; times the processes it should not exceed the cores. */
  ONNX_THREADS: z.coerce.number().int().min(1).max(64).default(1),
});
export type PipelineEnv = z.infer<typeof PipelineEnv>;

export function queueOptions({ REDIS_URL, QUEUE_PREFIX }: PipelineEnv): QueueOptions {
  return { redisUrl: REDIS_URL, prefix: QUEUE_PREFIX };
}
