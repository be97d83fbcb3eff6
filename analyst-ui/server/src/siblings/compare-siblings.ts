import type { ScanId } from '@h986/domain';
import { compareScan } from '../comparison/compare.ts';
import { matchOf } from '../declarations/match.ts';
import { type Change, type ChangeTools, change } from '../records/change.ts';
import type { Db } from '../records/tables.ts';
import { relativesOf } from './lot.ts';

/**
 * Compares the siblings of these scans anew: one more of them may show that an earlier one is odd. A transaction for each, so that two
 * scans of a lot that are recorded at once do not wait for each other in a ring.
 */
export async function compareSiblings(tools: ChangeTools, scanId: ScanId): Promise<void> {
  for (const sibling of await siblingIds(tools.db, [scanId])) {
    await change(tools, (step) => compareScan(step, sibling));
  }
}

/** The same in one transaction, after declarations changed; those scans themselves have been compared. */
export async function compareSiblingsOf(step: Change, scanIds: readonly ScanId[]): Promise<void> {
  for (const sibling of await siblingIds(step.trx, scanIds)) await compareScan(step, sibling);
}

/** In the order in which everybody locks them. */
async function siblingIds(db: Db, scanIds: readonly ScanId[]): Promise<ScanId[]> {
  const found = new Set<ScanId>();
  for (const scanId of scanIds) {
    const row = await db.selectFrom('scans').selectAll().where('scan_id', '=', scanId).executeTakeFirst();
    if (!row?.revision) continue;
    const { siblings } = await relativesOf(db, row, await matchOf(db, row));
    for (const sibling of siblings) found.add(sibling.scanId);
  }
  for (const scanId of scanIds) found.delete(scanId);
  return [...found].sort();
}
