import { z } from 'zod';

/** The variables by which every process reaches the stores; each process's own schema extends this. */
export const StoresEnv = z.object({
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).default('redis://127.0.0.1:6379'),
  /** Keeps two installations on one Redis apart. */
  QUEUE_PREFIX: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .default('h986'),
  /** A folder as object store; used when `S3_ENDPOINT` is not given. */
  OBJECT_FOLDER: z.string().default('data/objects'),
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  S3_BUCKET: z.string().default('scans'),
  S3_REGION: z.string().default('us-east-1'),
  S3_ACCESS_KEY: z.string().default(''),
  S3_SECRET_KEY: z.string().default(''),
  /** Make the bucket with object lock, so that retention can be set on it. A boolean too: `running.json` hands on what was parsed. */
  S3_OBJECT_LOCK: z.union([z.boolean(), z.stringbool()]).default(false),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});
export type StoresEnv = z.infer<typeof StoresEnv>;
