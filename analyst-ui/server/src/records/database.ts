import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { DomainError } from '@h986/domain';
import { type Dialect, Kysely, PGliteDialect, PostgresDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { takeFolder } from './folder-lock.ts';
import { migrations } from './migrations/index.ts';
import { openPool, PATIENT, type PostgresLimits } from './postgres.ts';
import type { Db, Tables } from './tables.ts';

export interface Records {
  db: Db;
  close(): Promise<void>;
}

export interface RecordsOptions {
  /** PostgreSQL; without it a PGlite in `folder`. */
  databaseUrl?: string | undefined;
  limits?: PostgresLimits;
  /** Null: in memory, for tests. */
  folder: string | null;
  /** A file that a new PGlite begins as, made by the first: `initdb` takes seconds of a core. */
  template?: string | undefined;
}

/**
 * Opens the records and brings them up to date.
 *
 * @throws {DomainError} `records-in-use` when another process has the embedded records open; `records-unreachable`
 *   (retryable); `records-migration`.
 */
export async function openRecords({ databaseUrl, limits, folder, template }: RecordsOptions): Promise<Records> {
  const { dialect, release } = databaseUrl ? openPostgres(databaseUrl, limits) : await openEmbedded(folder, template);
  const db: Db = new Kysely<Tables>({ dialect });
  const close = async (): Promise<void> => {
    await db.destroy();
    await release();
  };
  try {
    if (databaseUrl) await migratePostgres(databaseUrl);
    else await migrate(db);
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

function openPostgres(connectionString: string, limits: PostgresLimits | undefined): Opened {
  return { dialect: new PostgresDialect({ pool: openPool(connectionString, limits) }), release: async () => {} };
}

async function openEmbedded(folder: string | null, template: string | undefined): Promise<Opened> {
  if (folder === null) {
    const pglite = new PGlite({ loadDataDir: await emptyDatabase(template) });
    return { dialect: new PGliteDialect({ pglite }), release: async () => {} };
  }
  await mkdir(folder, { recursive: true });
  const release = await takeFolder(folder);
  const data = join(folder, 'pglite');
  const isNew = await stat(data).then(
    () => false,
    () => true,
  );
  const pglite = new PGlite(data, { loadDataDir: isNew ? await emptyDatabase(template) : undefined });
  return { dialect: new PGliteDialect({ pglite }), release };
}

/** The template, made where it is not there yet; undefined where none is wanted. */
async function emptyDatabase(template: string | undefined): Promise<Blob | undefined> {
  if (template === undefined) return undefined;
  const kept = await readFile(template).catch(() => null);
  if (kept) return new Blob([kept]);
  const pglite = await PGlite.create();
  const made = await pglite.dumpDataDir('none');
  await pglite.close();
  await mkdir(dirname(template), { recursive: true });
  // Several may make it at once: whoever is last leaves as good a one.
  const unfinished = `${template}.${process.pid}`;
  await writeFile(unfinished, made.stream());
  await rename(unfinished, template);
  return made;
}

async function migratePostgres(databaseUrl: string): Promise<void> {
  const db: Db = new Kysely<Tables>({ dialect: openPostgres(databaseUrl, PATIENT).dialect });
  await migrate(db).finally(() => db.destroy());
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

/** Well below what a health check waits for an answer. */
const ANSWER_MS = 3_000;

const asked = new WeakMap<Db, Promise<unknown>>();

/**
 * One question at a time, however many ask: each that is not answered holds a connection.
 *
 * @throws {DomainError} `records-unreachable` when the database does not answer within three seconds
 */
export async function assertAnswers(db: Db): Promise<void> {
  const question = asked.get(db) ?? sql`select 1`.execute(db).finally(() => asked.delete(db));
  asked.set(db, question);
  let late: NodeJS.Timeout | undefined;
  const patience = new Promise<never>((_, reject) => {
    late = setTimeout(() => reject(recordsUnreachable(`nothing for ${ANSWER_MS} ms`)), ANSWER_MS);
  });
  await Promise.race([question, patience]).finally(() => clearTimeout(late));
}

export function recordsUnreachable(cause: unknown): DomainError {
  return new DomainError('records-unreachable', 'the database does not answer', { retryable: true, cause });
}

/**
 * Whether a database's error says that the same can work in a moment: it is not reached, starting or stopping, has no
 * connection left, does not answer, or two transactions were in each other's way.
 *
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  const lost = /^(ECONN|ENOTFOUND|ETIMEDOUT|EPIPE|08|53300|57P0|40001|40P01|25P03|55P03)/.test(code);
  return (
    lost || /^(Connection terminated|Query read timeout|timeout exceeded when trying to connect)/.test(error.message)
  );
}
