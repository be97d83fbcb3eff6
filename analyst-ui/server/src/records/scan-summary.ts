import { type ContainerNumber, DomainError, type ScanId, type ScanSummary } from '@h986/domain';
import type { Db, ScanRow } from './tables.ts';

export type SummaryRow = ScanRow & { held_by: string | null };

/** Scans with who holds them; every list of scans starts here. */
export function summaryQuery(db: Db) {
  return db
    .selectFrom('scans')
    .leftJoin('leases', (join) => join.onRef('leases.scan_id', '=', 'scans.scan_id').on('leases.ended_at', 'is', null))
    .selectAll('scans')
    .select('leases.user_name as held_by');
}

export async function findSummary(db: Db, scanId: ScanId): Promise<ScanSummary | null> {
  const row = await summaryQuery(db).where('scans.scan_id', '=', scanId).executeTakeFirst();
  return row ? toSummary(row) : null;
}

/** @throws {DomainError} `scan-unknown` */
export async function getSummary(db: Db, scanId: ScanId): Promise<ScanSummary> {
  const summary = await findSummary(db, scanId);
  if (!summary) throw scanUnknown(scanId);
  return summary;
}

/**
 * The row, locked until the transaction ends: whoever changes a scan takes it first.
 *
 * @throws {DomainError} `scan-unknown`
 */
export async function lockScan(trx: Db, scanId: ScanId): Promise<ScanRow> {
  const row = await findLocked(trx, scanId);
  if (!row) throw scanUnknown(scanId);
  return row;
}

export async function findLocked(trx: Db, scanId: ScanId): Promise<ScanRow | undefined> {
  return trx.selectFrom('scans').selectAll().where('scan_id', '=', scanId).forUpdate().executeTakeFirst();
}

export function toSummary(row: SummaryRow): ScanSummary {
  return {
    scanId: row.scan_id as ScanId,
    lane: row.lane,
    origin: row.origin,
    ...(row.purpose !== 'cargo' && { purpose: row.purpose }),
    state: row.state,
    containers: row.containers as ContainerNumber[],
    plate: row.plate,
    orderedAt: row.ordered_at.toISOString(),
    triggeredAt: iso(row.triggered_at),
    dueAt: iso(row.due_at),
    verdict: row.verdict,
    topScore: row.top_score,
    extent: row.extent,
    lines: row.lines,
    linesLost: row.lines_lost,
    heldBy: row.held_by,
    decision: row.decision,
    reason: row.reason,
    updatedAt: row.updated_at.toISOString(),
  };
}

export function scanUnknown(scanId: string): DomainError {
  return new DomainError('scan-unknown', `there is no scan ${scanId}`, { details: { scanId } });
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
