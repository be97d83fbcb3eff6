import type { AuditEvent, ScanId } from '@h986/domain';
import { timelineOf } from '../records/audit-log.ts';
import { scanUnknown } from '../records/scan-summary.ts';
import type { Db } from '../records/tables.ts';
import { type Reader, readsBlind } from './blindness.ts';

/** Tell of papers and other scans, never of readers. */
const OF_PAPERS: ReadonlySet<AuditEvent['action']> = new Set(['scan-compared', 'declaration-matched']);

/**
 * Every audit event of a scan, oldest first. Who reads it blind sees what happened until its result was recorded, what it was compared
 * with, and what they did themselves: any later event of another would say that it has been read.
 *
 * @throws {DomainError} `scan-unknown`
 */
export async function timelineFor(db: Db, scanId: ScanId, reader: Reader): Promise<AuditEvent[]> {
  const row = await db.selectFrom('scans').select(['stage', 'state']).where('scan_id', '=', scanId).executeTakeFirst();
  if (!row) throw scanUnknown(scanId);
  const events = await timelineOf(db, scanId);
  if (!readsBlind(row, reader)) return events;
  const recorded = events.findLastIndex(({ action }) => action === 'result-recorded');
  return events.filter(({ actor, action }, i) => i <= recorded || actor === reader.name || OF_PAPERS.has(action));
}
