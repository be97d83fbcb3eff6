import { startPostgres } from '@h986/stores/provision';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openRelay } from '../../../../stores/src/testing/relay.ts';
import { assertAnswers, isAway, openRecords } from './database.ts';

test('a database that goes away between two queries of a transaction makes that transaction fail, and nothing else', async () => {
  const postgres = await startPostgres();
  const { db, close } = await openRecords({ databaseUrl: postgres.url, folder: null });
  const uncaught: unknown[] = [];
  const listeners = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException').on('uncaughtException', (error) => uncaught.push(error));
  try {
    const transaction = db.transaction().execute(async (trx) => {
      await sql`select 1`.execute(trx);
      await postgres.kill();
      // The server says goodbye while nobody waits for an answer.
      await new Promise((resolve) => setTimeout(resolve, 500));
      await sql`select 1`.execute(trx);
    });
    await expect(transaction).rejects.toThrow();
    expect(uncaught).toEqual([]);
  } finally {
    process.removeAllListeners('uncaughtException');
    for (const listener of listeners) process.on('uncaughtException', listener);
    await close();
    await postgres.stop();
  }
});

test('a line to the database that dies without a word makes queries fail, and the next ones go over a new one', async () => {
  const postgres = await startPostgres();
  const relay = await openRelay(postgres.url);
  const databaseUrl = postgres.url.replace(String(postgres.port), String(relay.port));
  const { db, close } = await openRecords({
    databaseUrl,
    limits: { answerMs: 5_000, abandonedMs: 30_000 },
    folder: null,
  });
  const ask = () => sql`select 1`.execute(db);
  try {
    await Promise.all([ask(), ask()]);
    await assertAnswers(db);
    relay.die();
    await expect(assertAnswers(db)).rejects.toMatchObject({ code: 'records-unreachable' });
    const [error] = await Promise.all([ask(), ask()].map((asked) => asked.catch((thrown: unknown) => thrown)));
    expect(isAway(error)).toBe(true);
    relay.live();
    expect(await ask()).toMatchObject({ rows: [{ '?column?': 1 }] });
  } finally {
    await close();
    await relay.close();
    await postgres.stop();
  }
});

test('a transaction that its server left open does not keep others waiting for ever', async () => {
  const postgres = await startPostgres();
  const relay = await openRelay(postgres.url);
  const throughRelay = postgres.url.replace(String(postgres.port), String(relay.port));
  const gone = await openRecords({
    databaseUrl: throughRelay,
    limits: { answerMs: 3_000, abandonedMs: 3_000 },
    folder: null,
  });
  const here = await openRecords({ databaseUrl: postgres.url, folder: null });
  const lock = sql`select * from audit_head for update`;
  try {
    const held = gone.db.transaction().execute(async (trx) => {
      await lock.execute(trx);
      relay.die();
      await lock.execute(trx);
    });
    await expect(held).rejects.toThrow();
    const refused: unknown[] = [];
    const taken = async (): Promise<void> => {
      await here.db.transaction().execute((trx) => lock.execute(trx));
    };
    await expect
      .poll(() => taken().catch((error: unknown) => refused.push(error)), { timeout: 60_000 })
      .toBeUndefined();
    expect(refused.every(isAway)).toBe(true);
  } finally {
    await Promise.all([gone.close(), here.close()]);
    await relay.close();
    await postgres.stop();
  }
}, 90_000);
