import { randomBytes, randomInt } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { EVENTS_HEARTBEAT_MS, readingPolicies } from '@h986/domain';
import { followProgress, jobKinds, openLog, openObjectStore, openWorker, type QueueOptions } from '@h986/stores';
import { type DemoUsers, ensureUsers } from './accounts/first-users.ts';
import { findSession, sessionLives } from './accounts/sessions.ts';
import type { ServerConfig } from './config.ts';
import { createApp } from './http/app.ts';
import { createHandlers } from './http/handlers/index.ts';
import { readSessionId } from './http/session-cookie.ts';
import { followLanes } from './live/follow.ts';
import { createHub } from './live/hub.ts';
import { createLanes } from './live/lanes.ts';
import { openJobSenders } from './orders/job-senders.ts';
import { recordResult } from './recording/record-result.ts';
import { createSweeper } from './recording/sweep.ts';
import { openRecords } from './records/database.ts';
import type { Tools } from './tools.ts';

const SESSIONS_MS = 15_000;
const CHANCES = 1_000_000;

export interface RunningServer {
  /** Where it listens, without a slash at the end. */
  url: string;
  /** The demo accounts with their passwords, where `DEMO` asked for them. */
  demoUsers: DemoUsers | null;
  /** Stops in order: no new requests, streams ended, work in hand done, records closed. */
  close(): Promise<void>;
}

/**
 * Starts the whole server.
 *
 * @throws {DomainError} `records-in-use`, `records-unreachable`, `records-migration`, `no-users`, whatever the object store
 *   throws at opening; and what `listen` throws, for example when the port is taken.
 */
export async function startServer(config: ServerConfig): Promise<RunningServer> {
  const log = openLog('server', config.LOG_LEVEL);
  const queue: QueueOptions = { redisUrl: config.REDIS_URL, prefix: config.QUEUE_PREFIX };
  const closing: (() => Promise<unknown>)[] = [];
  const close = once(async () => {
    for (const step of closing.splice(0).reverse()) {
      await step().catch((error: unknown) => log.error({ err: error }, 'could not close'));
    }
  });

  try {
    await mkdir(config.DATA_DIR, { recursive: true });
    const records = await openRecords({
      databaseUrl: config.DATABASE_URL,
      folder: join(config.DATA_DIR, 'records'),
      template: config.RECORDS_TEMPLATE,
    });
    closing.push(() => records.close());
    const objects = await openObjectStore(config);
    closing.push(() => objects.close());
    const jobs = openJobSenders(queue);
    closing.push(() => jobs.close());

    const hub = createHub(randomBytes(6).toString('hex'));
    const lanes = createLanes(config.LANES);
    const tools: Tools = {
      db: records.db,
      objects,
      jobs,
      log,
      limits: config,
      reading: readingPolicies[config.READING_POLICY],
      assignment: config.ASSIGNMENT,
      checkWithinHours: config.CHECK_WITHIN_HOURS,
      chance: () => randomInt(CHANCES) / CHANCES,
      now: () => new Date(),
      tell: hub.tell,
    };
    const demoUsers = await ensureUsers(tools, {
      demo: config.DEMO,
      adminPassword: config.ADMIN_PASSWORD,
      dataDir: config.DATA_DIR,
    });

    const sweeper = createSweeper(tools);
    closing.push(repeat(() => sweeper.sweep(), config.SWEEP_MS, { atOnce: true }));
    const follow = followLanes(tools, lanes, sweeper);
    const stream = followProgress(queue, (progress) => void follow(progress));
    closing.push(() => stream.close());
    const worker = openWorker(jobKinds.results, (job) => recordResult(job, tools), { ...queue, log });
    closing.push(() => worker.close());

    const app = createApp({
      handlers: createHandlers(tools, hub, lanes),
      async identify(request) {
        const id = readSessionId(request);
        const session = id === null ? null : await findSession(records.db, id, tools.now());
        return session && { user: session.user, sessionHash: session.hash };
      },
      webDist: config.WEB_DIST,
      trustProxy: config.TRUST_PROXY,
      log,
    });
    const lives = (hash: string): Promise<boolean> => sessionLives(records.db, hash, tools.now());
    closing.push(repeat(() => hub.endSessions(lives), SESSIONS_MS));
    closing.push(repeat(async () => hub.heartbeat(), EVENTS_HEARTBEAT_MS));
    const http = createServer(app);
    await new Promise<void>((resolve, reject) => {
      http.once('error', reject);
      http.listen(config.PORT, config.HOST, resolve);
    });
    closing.push(async () => {
      const closed = new Promise((resolve) => http.close(resolve));
      hub.close();
      http.closeIdleConnections();
      const force = setTimeout(() => http.closeAllConnections(), 3_000);
      await closed;
      clearTimeout(force);
    });
    const { port } = http.address() as AddressInfo;
    const url = `http://${config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST}:${port}`;
    log.info({ url }, 'listening');
    return { url, demoUsers, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Again and again, never twice at a time. @returns what ends it and waits for the turn in hand */
function repeat(work: () => Promise<void>, everyMs: number, { atOnce = false } = {}): () => Promise<void> {
  let turn: Promise<void> | null = null;
  const run = (): void => {
    turn ??= work()
      .catch(() => {})
      .finally(() => {
        turn = null;
      });
  };
  const timer = setInterval(run, everyMs);
  if (atOnce) run();
  return async () => {
    clearInterval(timer);
    await turn;
  };
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  return () => {
    running ??= work();
    return running;
  };
}
