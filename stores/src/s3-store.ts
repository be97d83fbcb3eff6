import { DomainError } from '@h986/domain';
import { checkKey, checkPrefix, checkRange, type ListOptions, type ObjectStore, sameBytes } from './object-store.ts';
import { type RetryOptions, retrying } from './retry.ts';
import { inOurWords, isMissing, isPassing, isTaken } from './s3-errors.ts';
import { openTransport } from './s3-transport.ts';

export interface S3StoreOptions extends Partial<RetryOptions> {
  /** e.g. `http://objectstore:9000` */
  endpoint: string;
  bucket: string;
  region: string;
  accessKey: string;
  secretKey: string;
  /**
   * A bucket that has to be made gets object lock, so that retention can be set on it. It then keeps versions too, and
   * not every server honours `If-None-Match` among versions (Ceph 16 does not, and is refused). @defaultValue false
   */
  objectLock?: boolean;
  /** For one attempt to be answered. @defaultValue 10,000 */
  timeoutMs?: number;
}

/** The client sends what is smaller in one PUT, which is what `If-None-Match` holds for. */
const LARGEST_BYTES = 64 * 1024 * 1024;
const PAGE = 1_000;
const PROBE = 'write-once.probe';
/** Sorts after everything that begins with the prefix before it: no key has a `~`. */
const PAST_ALL = '~';

/**
 * Any S3 server that honours `If-None-Match: *`; one that does not is refused at once, as it would overwrite evidence.
 *
 * @throws {DomainError} `object-store-unreachable` (retryable), `object-store-refused` (wrong secret),
 *   `object-store-overwrites`
 */
export async function openS3Store(options: S3StoreOptions): Promise<ObjectStore> {
  const { bucket, region, attempts = 5, withinMs = 30_000, timeoutMs = 10_000 } = options;
  const { accessKey, secretKey, objectLock = false } = options;
  const { protocol, hostname, port } = new URL(options.endpoint);
  const useSSL = protocol === 'https:';
  const transport = openTransport(useSSL, timeoutMs);
  // Read here: a process that keeps its objects in a folder starts the sooner.
  const { Client } = await import('minio');
  const client = new Client({
    endPoint: hostname,
    port: port ? Number(port) : undefined,
    useSSL,
    accessKey,
    secretKey,
    region,
    pathStyle: true,
    transport,
    transportAgent: transport.agent,
    // Ours knows of lost connections too.
    retryOptions: { disableRetry: true },
  });

  async function ask<T>(key: string, attempt: () => Promise<T>): Promise<T> {
    try {
      return await retrying({ attempts, withinMs }, isPassing, attempt);
    } catch (error) {
      throw inOurWords(error, key);
    }
  }

  async function read(key: string, start: number, length: number): Promise<Uint8Array> {
    return ask(key, async () => {
      const parts: Buffer[] = [];
      for await (const part of await client.getPartialObject(bucket, key, start, length)) parts.push(part);
      return Buffer.concat(parts);
    });
  }

  /** False when something is there. */
  async function create(key: string, bytes: Uint8Array): Promise<boolean> {
    const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return ask(key, async () => {
      try {
        await client.putObject(bucket, key, body, body.length, { 'if-none-match': '*' });
        return true;
      } catch (error) {
        if (isTaken(error)) return false;
        throw error;
      }
    });
  }

  async function* list(prefix: string, { startAfter = '', shallow = false }: ListOptions): AsyncGenerator<string> {
    const below = checkPrefix(prefix);
    let last = startAfter;
    for (let more = true; more; ) {
      const after = last.endsWith('/') ? last + PAST_ALL : last;
      const page = await ask(below, () =>
        client.listObjectsV2Query(bucket, below, '', shallow ? '/' : '', PAGE, after),
      );
      more = page.isTruncated;
      // The server lists objects and deeper prefixes apart.
      const names = page.objects.map((found) => found.name ?? found.prefix ?? '').sort();
      for (const name of names) {
        if (name <= last || name === PROBE) continue;
        last = name;
        yield name;
      }
    }
  }

  async function makeBucket(): Promise<void> {
    if (await ask(bucket, () => client.bucketExists(bucket))) return;
    await ask(bucket, () =>
      client.makeBucket(bucket, region, { ObjectLocking: objectLock }).catch(async (error: unknown) => {
        // Another process made it at the same moment.
        if (!(await client.bucketExists(bucket))) throw error;
      }),
    );
  }

  async function refuseOverwriting(): Promise<void> {
    const probe = Buffer.from('Written twice at every start: the second time must be refused.\n');
    if ((await create(PROBE, probe)) && (await create(PROBE, probe))) {
      throw new DomainError('object-store-overwrites', `${options.endpoint} ignores If-None-Match: not for evidence`);
    }
  }

  try {
    await makeBucket();
    await refuseOverwriting();
  } catch (error) {
    transport.agent.destroy();
    throw error;
  }

  return {
    async putOnce(key, bytes) {
      if (bytes.length >= LARGEST_BYTES) throw new DomainError('object-size', `${key} has ${bytes.length} bytes`);
      if (await create(checkKey(key), bytes)) return 'created';
      // It may be our own: an attempt whose answer was lost.
      return sameBytes(await read(key, 0, 0), bytes) ? 'same' : 'conflict';
    },
    async get(key) {
      return read(checkKey(key), 0, 0);
    },
    async getRange(key, start, length) {
      checkRange(checkKey(key), start, length);
      return read(key, start, length);
    },
    async head(key) {
      checkKey(key);
      return ask(key, async () => {
        try {
          return { size: (await client.statObject(bucket, key)).size };
        } catch (error) {
          if (isMissing(error)) return null;
          throw error;
        }
      });
    },
    list(prefix, listOptions = {}) {
      return list(prefix, listOptions);
    },
    async close() {
      transport.agent.destroy();
    },
  };
}
