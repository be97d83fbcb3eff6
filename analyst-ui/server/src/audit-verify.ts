import { join } from 'node:path';
import { type ChainStatus, readConfig } from '@h986/domain';
import { ServerEnv } from './config.ts';
import { verifyChain } from './records/audit-log.ts';
import { openRecords } from './records/database.ts';

/**
 * Verifies the audit chain on the database that the environment names; with embedded records, while no server runs.
 *
 * @throws {DomainError} `config`, `records-in-use`, `records-unreachable`
 */
export async function verifyDatabase(env: Record<string, string | undefined>): Promise<ChainStatus> {
  const config = readConfig(ServerEnv, env);
  const records = await openRecords({ databaseUrl: config.DATABASE_URL, folder: join(config.DATA_DIR, 'records') });
  try {
    return await verifyChain(records.db);
  } finally {
    await records.close();
  }
}
