import { keys, Order, type OrderJob, type ScanId } from '@h986/domain';
import { jsonBytes, putOrAlarm } from '@h986/stores';
import type { ScanRow } from '../records/tables.ts';
import type { Tools } from '../tools.ts';

/**
 * Writes the order of a triggered scan to the object store and tells its lane. Runs as often as it likes: the bytes are made
 * from the row alone and so are the same each time, and a job that waits already is not added again.
 *
 * @throws {DomainError} `object-store-unreachable` (retryable), `object-conflict`. That Redis is away is no error: the sweep
 *   adds the job again while the order is good.
 */
export async function handOverOrder(tools: Tools, scanId: ScanId): Promise<void> {
  const row = await tools.db.selectFrom('scans').selectAll().where('scan_id', '=', scanId).executeTakeFirstOrThrow();
  if (row.triggered_at === null || row.expires_at === null) return;
  const order = orderOf(row, row.triggered_at, row.expires_at);
  // The order of a scan that nobody ordered is its bridge's own.
  if (row.origin === 'ordered') await putOrAlarm(tools.objects, keys.order(scanId), jsonBytes(order));

  const job: OrderJob = { v: 1, scanId, lane: row.lane, expiresAt: order.expiresAt, abort: false };
  if (row.origin === 'ordered' && row.state === 'ordered' && row.abort_asked_at === null) await addOrder(tools, job);
  if (row.abort_asked_at !== null) await addOrder(tools, { ...job, abort: true });
}

function orderOf(row: ScanRow, triggeredAt: Date, expiresAt: Date): Order {
  return Order.parse({
    v: 1,
    scanId: row.scan_id,
    origin: row.origin,
    ...(row.purpose !== 'cargo' && { purpose: row.purpose }),
    lane: row.lane,
    containers: row.containers,
    plate: row.plate,
    declaration: row.declaration,
    triggeredAt: triggeredAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  });
}

async function addOrder({ jobs, log }: Tools, job: OrderJob): Promise<void> {
  try {
    await jobs.order(job);
  } catch (error) {
    log.warn({ scanId: job.scanId, lane: job.lane, err: String(error) }, 'order not queued, the sweep will try again');
  }
}
