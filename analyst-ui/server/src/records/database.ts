import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { DomainError } from '@h986/domain';
import { type Dialect, Kysely, PGliteDialect, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { takeFolder } from './folder-lock.ts';
import { migrations } from './migrations/index.ts';
import type { Db, Tables } from './tables.ts';

export interface Records {
  db: Db;
  close(): Promise<void>;
}

export interface RecordsOptions {
  /** PostgreSQL; without it a PGlite in `folder`. */
  databaseUrl?: string | undefined;
  /** Null: in memory, for tests. */
  folder: string | null;
}

/**
 * Opens the records and brings them up to date.
 *
 * @throws {DomainError} `records-in-use` when another process has the embedded records open; `records-unreachable`
 *   (retryable); `records-migration`.
 */
export async function openRecords({ databaseUrl, folder }: RecordsOptions): Promise<Records> {
  const { dialect, release } = databaseUrl ? openPostgres(databaseUrl) : await openEmbedded(folder);
  const db: Db = new Kysely<Tables>({ dialect });
  const close = async (): Promise<void> => {
    await db.destroy();
    await release();
  };
  try {
    await migrate(db);
  } catch (error) {
    await close().catch(() => {});
    throw error;
  }
  return { db, close };
}

interface Opened {
  dialect: Dialect;
  release: () => Promise<void>;
}

function openPostgres(connectionString: string): Opened {
  const pool = new pg.Pool({ connectionString, max: 10, connectionTimeoutMillis: 10_000, keepAlive: true });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  return { dialect: new PostgresDialect({ pool }), release: async () => {} };
}

async function openEmbedded(folder: string | null): Promise<Opened> {
  if (folder === null) return { dialect: new PGliteDialect({ pglite: new PGlite() }), release: async () => {} };
  await mkdir(folder, { recursive: true });
  const release = await takeFolder(folder);
  const pglite = new PGlite(join(folder, 'pglite'));
  return { dialect: new PGliteDialect({ pglite }), release };
}

async function migrate(db: Db): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (!error) return;
  if (isAway(error)) throw recordsUnreachable(error);
  throw new DomainError('records-migration', `the database could not be brought up to date: ${error}`, {
    cause: error,
  });
}

export function recordsUnreachable(cause: unknown): DomainError {
  return new DomainError('records-unreachable', 'the database does not answer', { retryable: true, cause });
}

/**
 * Whether a database's error says that the same can work in a moment: it is not reached, starting or stopping, has no
 * connection left, or two transactions were in each other's way.
 *
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  const lost = /^(ECONN|ENOTFOUND|ETIMEDOUT|EPIPE|08|53300|57P0|40001|40P01)/.test(code);
  return lost || /^(Connection terminated|timeout exceeded when trying to connect)/.test(error.message);
}
