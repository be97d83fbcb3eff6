import type { ScanId, ScanSummary, ServerEvent } from '@h986/domain';
import { type AuditEntry, appendAudit } from './audit-log.ts';
import { findSummary } from './scan-summary.ts';
import type { Db, Trx } from './tables.ts';

export interface ChangeTools {
  db: Db;
  now: () => Date;
  /** Tells the browsers; called after the commit only. */
  tell: (event: ServerEvent) => void;
}

/** One change of the records: what it does, what the audit log will say of it, and which scans look different after it. */
export interface Change {
  trx: Trx;
  at: Date;
  audit(entry: AuditEntry): void;
  touched(scanId: ScanId): void;
}

/** Does all of it in one transaction: the change and its audit events stand or fall together. */
export async function change<T>({ db, now, tell }: ChangeTools, work: (change: Change) => Promise<T>): Promise<T> {
  const { answer, summaries } = await db.transaction().execute(async (trx) => {
    const at = now();
    const entries: AuditEntry[] = [];
    const touched = new Set<ScanId>();
    const answer = await work({
      trx,
      at,
      audit: (entry) => entries.push(entry),
      touched: (scanId) => touched.add(scanId),
    });
    const summaries: ScanSummary[] = [];
    for (const scanId of touched) {
      await trx.updateTable('scans').set({ updated_at: at }).where('scan_id', '=', scanId).execute();
      const summary = await findSummary(trx, scanId);
      if (summary) summaries.push(summary);
    }
    await appendAudit(trx, entries, at);
    return { answer, summaries };
  });
  for (const scan of summaries) tell({ kind: 'scan', scan });
  return answer;
}
