import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AssemblyJob, type OrderJob, readingPolicies, type ServerEvent, type StripJob } from '@h986/domain';
import { type ObjectStore, openFolderStore, openLog } from '@h986/stores';
import { startPostgres } from '@h986/stores/provision';
import { openRecords, type Records } from '../records/database.ts';
import type { Tools } from '../tools.ts';

export interface Workplace {
  tools: Tools;
  objects: ObjectStore;
  /** What was handed to the queues. */
  sent: { orders: OrderJob[]; strips: StripJob[]; assemblies: AssemblyJob[] };
  /** What browsers were told. */
  told: ServerEvent[];
  /** The clock of everything in here; it stands until it is moved. */
  clock: { at: Date; forward(ms: number): void };
  /** As a Redis that is away. */
  breakQueues(): void;
  close(): Promise<void>;
}

/** Records, a folder as object store and a clock of our own. Jobs are only noted: what a queue does is `stores`' to test. */
export async function openWorkplace(databaseUrl: string | undefined): Promise<Workplace> {
  const folder = await mkdtemp(join(tmpdir(), 'h986-server-'));
  const objects = await openFolderStore(join(folder, 'objects'));
  const records: Records = await openRecords({
    databaseUrl,
    folder: null,
    template: process.env.RECORDS_TEMPLATE,
  });
  const sent: Workplace['sent'] = { orders: [], strips: [], assemblies: [] };
  const told: ServerEvent[] = [];
  let away = false;
  const note =
    <J>(list: J[]) =>
    async (job: J): Promise<void> => {
      if (away) throw new Error('Redis is away');
      list.push(job);
    };
  const clock: Workplace['clock'] = {
    at: new Date('2026-11-23T08:00:00.000Z'),
    forward(ms) {
      clock.at = new Date(clock.at.getTime() + ms);
    },
  };
  const tools: Tools = {
    db: records.db,
    objects,
    jobs: {
      order: note(sent.orders),
      strip: note(sent.strips),
      assembly: note(sent.assemblies),
      close: async () => {},
    },
    log: openLog('test', 'silent'),
    reading: readingPolicies.single,
    assignment: 'open',
    checkWithinHours: 24,
    chance: () => 0,
    limits: {
      ORDER_TTL_MS: 120_000,
      LEASE_MS: 300_000,
      NO_PROGRESS_MS: 60_000,
      ARMED_MS: 120_000,
      NO_RESULT_MS: 120_000,
    },
    now: () => clock.at,
    tell: (event) => told.push(event),
  };
  return {
    tools,
    objects,
    sent,
    told,
    clock,
    breakQueues: () => {
      away = true;
    },
    async close() {
      await records.close();
      await objects.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What the records are kept in: built in, and beside. */
export const DATABASES = ['PGlite', 'PostgreSQL'] as const;

/** A workplace on one of them; a PostgreSQL of its own is started with it and stopped with it. */
export async function openWorkplaceOn(which: (typeof DATABASES)[number]): Promise<Workplace> {
  const postgres = which === 'PostgreSQL' ? await startPostgres() : undefined;
  const place = await openWorkplace(postgres?.url);
  return {
    ...place,
    async close() {
      await place.close();
      await postgres?.stop();
    },
  };
}
