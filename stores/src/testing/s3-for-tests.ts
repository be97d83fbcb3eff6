import { type RunningS3, startCephRgw } from '../provision/index.ts';

/** A real S3 server, or why there is none. In CI there must be one. */
export async function startS3OrSay(): Promise<{ s3: RunningS3 } | { s3: null; why: string }> {
  try {
    return { s3: await startCephRgw() };
  } catch (error) {
    if (process.env.CI) throw error;
    const why = error instanceof Error ? error.message : String(error);
    console.warn(`SKIPPED: the S3 store is not tested here, as no S3 server can be started. ${why}`);
    return { s3: null, why };
  }
}
