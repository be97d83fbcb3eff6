import { BUDGET_MS, type Order, type ScanId } from '@h986/domain';
import type { Change } from '../records/change.ts';
import { findLocked, lockScan } from '../records/scan-summary.ts';
import type { ScanRow } from '../records/tables.ts';

/**
 * The locked row of a scan, made from its order where the records do not know it: nobody ordered it, or they were restored
 * from an older copy.
 */
export async function knownScan(change: Change, order: Order): Promise<ScanRow> {
  const { trx, at, audit, touched } = change;
  const scanId = order.scanId as ScanId;
  const row = await findLocked(trx, scanId);
  if (row?.triggered_at) return row;

  const triggered = new Date(order.triggeredAt);
  const times = {
    triggered_at: triggered,
    expires_at: new Date(order.expiresAt),
    due_at: new Date(triggered.getTime() + BUDGET_MS),
  };
  if (row) {
    await trx.updateTable('scans').set(times).where('scan_id', '=', scanId).execute();
    return { ...row, ...times };
  }
  const { lane, origin, purpose, containers, plate, declaration } = order;
  const added = await trx
    .insertInto('scans')
    .values({
      scan_id: scanId,
      lane,
      origin,
      ...(purpose && { purpose }),
      state: 'ordered',
      containers: JSON.stringify(containers),
      plate,
      declaration: declaration === null ? null : JSON.stringify(declaration),
      ordered_at: triggered,
      updated_at: at,
      ...times,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('scan_id')
    .executeTakeFirst();
  if (added) {
    audit({
      actor: 'system',
      action: 'scan-ordered',
      subject: scanId,
      detail: { lane, containers, plate, origin, purpose },
    });
    touched(scanId);
  }
  return lockScan(trx, scanId);
}
