import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DomainError } from '@h986/domain';
import type { LaneConfig } from '@h986/scanner-bridge';
import { type Logger, type ObjectStore, openObjectStore, StoresEnv } from '@h986/stores';
import { z } from 'zod';
import { asEnvironment } from './environment.ts';
import { type DemoUser, readDemoUsers, repository } from './house.ts';
import { supervise } from './supervise.ts';

/** `running.json` in the data folder: how to reach the system that `npm start` runs. */
export const Running = z.object({ url: z.string(), pid: z.number().int(), dataDir: z.string(), stores: StoresEnv });
export type Running = z.infer<typeof Running>;

/** The data folder of this installation, from the environment or in the checkout. */
export const dataFolder = (): string => resolve(process.env.DATA_DIR ?? join(repository, 'data'));
export const runningFile = (dataDir: string): string => join(dataDir, 'running.json');

/** @throws {DomainError} `not-running` when no system has announced itself there, or it is gone */
export async function findRunning(dataDir: string): Promise<Running> {
  try {
    const running = Running.parse(JSON.parse(await readFile(runningFile(dataDir), 'utf8')));
    process.kill(running.pid, 0);
    return running;
  } catch (cause) {
    throw new DomainError('not-running', `no system runs on ${dataDir}; start it with npm start`, { cause });
  }
}

export interface JoinOptions {
  lanes: LaneConfig[];
  /** For the spool and the logs of the bridge that is added. */
  folder: string;
  log: Logger;
}

/** Adds lanes to the running system: a bridge of our own over its stores. */
export async function joinRunning({ lanes, folder, log }: JoinOptions): Promise<{
  url: string;
  users: DemoUser[];
  objects: ObjectStore;
  stop(): Promise<void>;
}> {
  const { url, dataDir, stores } = await findRunning(dataFolder());
  const bridge = supervise({
    name: 'bridge',
    entry: join(repository, 'scanner-bridge/src/main.ts'),
    env: {
      ...asEnvironment(stores),
      LANES: JSON.stringify(lanes),
      SPOOL_DIR: join(folder, 'spool'),
    },
    logFile: join(folder, 'bridge.log'),
    log,
  });
  const objects = await openObjectStore(stores);
  return {
    url,
    users: await readDemoUsers(dataDir),
    objects,
    async stop() {
      await bridge.stop();
      await objects.close();
    },
  };
}
