import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type ChainStatus, DomainError, readConfig } from '@h986/domain';
import { ServerEnv } from './config.ts';
import { verifyChain } from './records/audit-log.ts';
import { openRecords } from './records/database.ts';

/**
 * Verifies the audit chain on the database that the environment names; with embedded records, while no server runs.
 *
 * @throws {DomainError} `config`, `records-missing`, `records-in-use`, `records-unreachable`
 */
export async function verifyDatabase(env: Record<string, string | undefined>): Promise<ChainStatus> {
  const config = readConfig(ServerEnv, env);
  const folder = join(config.DATA_DIR, 'records');
  // Opening would make empty records, and an empty chain holds: nobody should be told that of the wrong folder.
  if (!config.DATABASE_URL && !existsSync(folder)) {
    throw new DomainError(
      'records-missing',
      `there are no records in ${config.DATA_DIR}; set DATA_DIR or DATABASE_URL`,
    );
  }
  const records = await openRecords({ databaseUrl: config.DATABASE_URL, folder });
  try {
    return await verifyChain(records.db);
  } finally {
    await records.close();
  }
}
