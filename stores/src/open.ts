import type { StoresEnv } from './config.ts';
import { openFolderStore } from './folder-store.ts';
import type { ObjectStore } from './object-store.ts';
import { openS3Store } from './s3-store.ts';

/** The object store that the environment names: S3 when there is an endpoint, else a folder. */
export function openObjectStore(env: StoresEnv): Promise<ObjectStore> {
  if (!env.S3_ENDPOINT) return openFolderStore(env.OBJECT_FOLDER);
  return openS3Store({
    endpoint: env.S3_ENDPOINT,
    bucket: env.S3_BUCKET,
    region: env.S3_REGION,
    accessKey: env.S3_ACCESS_KEY,
    secretKey: env.S3_SECRET_KEY,
    objectLock: env.S3_OBJECT_LOCK,
  });
}
