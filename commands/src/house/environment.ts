import type { StoresEnv } from '@h986/stores';

/** Variables of the stores that whoever runs us may set instead of the embedded ones. */
const FOREIGN = /^(REDIS_URL|QUEUE_PREFIX|S3_.*|DATABASE_URL)$/;

/** The stores as variables for a part's environment. */
export function asEnvironment(stores: StoresEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(stores).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}

/** What our own environment says of Redis, the object store and the database. */
export function foreignStores(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value && FOREIGN.test(name) ? [[name, value]] : [])),
  );
}
