import type { ScanId, User } from '@h986/domain';
import type { Db, ScanRow } from '../records/tables.ts';

export type Reader = Pick<User, 'name' | 'role'>;

/**
 * Whether a reader may not know what others have said of a scan: an analyst while it waits for its second reading. Nothing tells them that
 * it is one: the first reading, its marks, its questions and all events since are as if they had never been.
 */
export function readsBlind({ stage, state }: Pick<ScanRow, 'stage' | 'state'>, { role }: Reader): boolean {
  return role === 'analyst' && stage === 'second' && state !== 'decided' && state !== 'closed';
}

/** Who has read a scan in its present round. */
export async function readersOf(db: Db, { scan_id, round }: Pick<ScanRow, 'scan_id' | 'round'>): Promise<string[]> {
  const rows = await db
    .selectFrom('decisions')
    .select('decided_by')
    .where('scan_id', '=', scan_id)
    .where('round', '=', round)
    .execute();
  return rows.map(({ decided_by }) => decided_by);
}

/** As `readsBlind`, of a scan that may not be there. */
export async function readsScanBlind(db: Db, scanId: ScanId, reader: Reader): Promise<boolean> {
  const row = await db.selectFrom('scans').select(['stage', 'state']).where('scan_id', '=', scanId).executeTakeFirst();
  return row !== undefined && readsBlind(row, reader);
}
