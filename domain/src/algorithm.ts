import { z } from 'zod';

/** The only four ends of an algorithm's run. Only `ran` says anything about the container. */
export const RUN_STATES = ['ran', 'failed', 'timed-out', 'not-applicable'] as const;

export const AlgorithmRun = z.object({
  name: z.string(),
  version: z.string(),
  state: z.enum(RUN_STATES),
  /** Why it did not run; empty when it did. */
  reason: z.string().default(''),
  /** SHA-256 of the model file, null where there is no model. */
  digest: z.string().nullable().default(null),
});
export type AlgorithmRun = z.infer<typeof AlgorithmRun>;
