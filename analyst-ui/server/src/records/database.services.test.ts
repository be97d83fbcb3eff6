import { startPostgres } from '@h986/stores/provision';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openRecords } from './database.ts';

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
