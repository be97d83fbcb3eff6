import { BUDGET_MS, DomainError, type NewScan, ScanId, type ScanSummary } from '@h986/domain';
import { monotonicFactory } from 'ulid';
import { change } from '../records/change.ts';
import { moveScan } from '../records/move-scan.ts';
import { getSummary, lockScan } from '../records/scan-summary.ts';
import type { Tools } from '../tools.ts';
import { handOverOrder } from './hand-over.ts';

const nextId = monotonicFactory();

/** Orders a scan; nothing leaves for the lane before its trigger. */
export async function createScan(tools: Tools, order: NewScan, actor: string): Promise<ScanSummary> {
  const scanId = ScanId.parse(nextId(tools.now().getTime()));
  const { lane, purpose, containers, plate, declaration } = order;
  const summary = await change(tools, async ({ trx, at, audit, touched }) => {
    await trx
      .insertInto('scans')
      .values({
        scan_id: scanId,
        lane,
        origin: 'ordered',
        ...(purpose && { purpose }),
        state: 'ordered',
        containers: JSON.stringify(containers),
        plate,
        declaration: declaration === null ? null : JSON.stringify(declaration),
        ordered_at: at,
        updated_at: at,
      })
      .execute();
    audit({ actor, action: 'scan-ordered', subject: scanId, detail: { lane, containers, plate, purpose } });
    touched(scanId);
    return getSummary(trx, scanId);
  });
  return order.trigger ? triggerScan(tools, scanId, actor) : summary;
}

/**
 * Starts the budget and sends the order to its lane. To trigger twice is to trigger once.
 *
 * @throws {DomainError} `scan-unknown`; `scan-state` when the scan has gone beyond; `object-store-unreachable` (retryable):
 *   the order counts as triggered, and the sweep or the next call completes it.
 */
export async function triggerScan(tools: Tools, scanId: ScanId, actor: string): Promise<ScanSummary> {
  await change(tools, async ({ trx, at, audit, touched }) => {
    const row = await lockScan(trx, scanId);
    if (row.triggered_at !== null) return;
    if (row.state !== 'ordered') throw notFrom(row.state, 'triggered');
    const expires = new Date(at.getTime() + tools.limits.ORDER_TTL_MS);
    await trx
      .updateTable('scans')
      .set({ triggered_at: at, expires_at: expires, due_at: new Date(at.getTime() + BUDGET_MS) })
      .where('scan_id', '=', scanId)
      .execute();
    audit({ actor, action: 'scan-triggered', subject: scanId, detail: { expiresAt: expires.toISOString() } });
    touched(scanId);
  });
  await handOverOrder(tools, scanId);
  return getSummary(tools.db, scanId);
}

/**
 * Takes an order back. Before the trigger that is the end of it; after it the lane is asked to stop, and the scan counts as
 * aborted only when the bridge has said so, because a line may be stored already.
 *
 * @throws {DomainError} `scan-unknown`; `scan-state` when there is nothing left to stop.
 */
export async function abortScan(tools: Tools, scanId: ScanId, actor: string): Promise<ScanSummary> {
  const ask = await change(tools, async (step) => {
    const { trx, at, audit, touched } = step;
    const row = await lockScan(trx, scanId);
    if (!['ordered', 'armed', 'scanning'].includes(row.state)) throw notFrom(row.state, 'aborted');
    if (row.abort_asked_at !== null) return true;
    const triggered = row.triggered_at !== null;
    audit({ actor, action: 'scan-aborted', subject: scanId, detail: { asked: triggered } });
    if (!triggered) {
      await moveScan(step, row, 'aborted', { actor, reason: 'aborted-by-operator' });
      return false;
    }
    await trx.updateTable('scans').set({ abort_asked_at: at }).where('scan_id', '=', scanId).execute();
    touched(scanId);
    return true;
  });
  if (ask) await handOverOrder(tools, scanId);
  return getSummary(tools.db, scanId);
}

function notFrom(state: string, what: string): DomainError {
  return new DomainError('scan-state', `a scan that is ${state} cannot be ${what}`, { details: { from: state } });
}
