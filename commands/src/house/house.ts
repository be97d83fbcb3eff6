import { mkdir, readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DomainError } from '@h986/domain';
import type { LaneConfig } from '@h986/scanner-bridge';
import { type Logger, type ObjectStore, openObjectStore, StoresEnv } from '@h986/stores';
import { freePort } from '@h986/stores/provision';
import { asEnvironment } from './environment.ts';
import { foreignRedis, type KeptRedis, keepRedis } from './redis.ts';
import { type Supervised, supervise } from './supervise.ts';

export const repository = resolve(fileURLToPath(new URL('../../..', import.meta.url)));
const ENTRIES = {
  server: 'analyst-ui/server/src/main.ts',
  pipeline: 'pipeline/src/main.ts',
  bridge: 'scanner-bridge/src/main.ts',
} as const;
type PartName = keyof typeof ENTRIES;
const UP_WITHIN_MS = 180_000;

export interface HouseOptions {
  dataDir: string;
  lanes: LaneConfig[];
  log: Logger;
  /** @defaultValue one that is free */
  port?: number;
  /** Added to every part's environment, and stronger than what the house would say: another object store, another database. */
  env?: Record<string, string>;
}

/** The whole system on one machine: embedded stores, and bridge, pipeline and server as processes under supervision. */
export interface House {
  url: string;
  dataDir: string;
  stores: StoresEnv;
  objects: ObjectStore;
  parts: Record<PartName, Supervised>;
  redis: KeptRedis;
  /** Demo sign-ins, made at the first start. */
  users: DemoUser[];
  stop(): Promise<void>;
}

export interface DemoUser {
  name: string;
  role: string;
  password: string;
}

/** @throws {DomainError} `house-start` when a part does not come up, `service-missing` when Redis cannot be had */
export async function startHouse({ dataDir, lanes, log, port: asked, env = {} }: HouseOptions): Promise<House> {
  for (const folder of ['logs', 'redis']) await mkdir(join(dataDir, folder), { recursive: true });
  const redis = env.REDIS_URL ? foreignRedis(env.REDIS_URL) : await keepRedis(join(dataDir, 'redis'), log);
  const port = asked ?? (await freePort());
  const stores = StoresEnv.parse({ REDIS_URL: redis.url, OBJECT_FOLDER: join(dataDir, 'objects'), ...env });
  const shared = { ...asEnvironment(stores), DATA_DIR: dataDir };
  const part = (name: PartName, own: Record<string, string>): Supervised =>
    supervise({
      name,
      entry: join(repository, ENTRIES[name]),
      env: { ...shared, ...own, ...env },
      logFile: join(dataDir, 'logs', `${name}.log`),
      log,
    });
  const parts = {
    server: part('server', { PORT: String(port), DEMO: '1', LANES: lanes.map(({ lane }) => lane).join(',') }),
    pipeline: part('pipeline', {
      WORKERS: String(Math.max(1, availableParallelism() - 1)),
      THRESHOLDS_DIR: join(dataDir, 'thresholds'),
      MATERIALS_DIR: join(dataDir, 'materials'),
      TEST_OBJECTS_DIR: join(dataDir, 'test-objects'),
    }),
    bridge: part('bridge', { LANES: JSON.stringify(lanes), SPOOL_DIR: join(dataDir, 'spool') }),
  };
  const objects = await openObjectStore(stores);
  const stop = async (): Promise<void> => {
    await Promise.all([parts.bridge.stop(), parts.pipeline.stop()]);
    await parts.server.stop();
    await redis.stop();
    await objects.close();
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    await untilUp(url);
    return { url, dataDir, stores, objects, parts, redis, users: await readDemoUsers(dataDir), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

export async function readDemoUsers(dataDir: string): Promise<DemoUser[]> {
  return JSON.parse(await readFile(join(dataDir, 'demo-users.json'), 'utf8')) as DemoUser[];
}

async function untilUp(url: string): Promise<void> {
  for (const deadline = Date.now() + UP_WITHIN_MS; ; ) {
    const up = await fetch(`${url}/api/health`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (up) return;
    if (Date.now() > deadline)
      throw new DomainError('house-start', `the server does not answer at ${url}; see the logs`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
