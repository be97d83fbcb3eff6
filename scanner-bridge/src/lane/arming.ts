import { statfs } from 'node:fs/promises';
import { hostname } from 'node:os';
import { type Armed, DomainError, keys, type REFUSAL_REASONS, type Refused, type ScanId } from '@h986/domain';
import { jsonBytes, type ObjectStore } from '@h986/stores';
import type { ScannerDriver } from '../driver.ts';
import type { OrderBook, OrderEntry } from './order-book.ts';

export interface ArmingTools {
  objects: ObjectStore;
  orders: OrderBook;
  spoolFolder: string;
  minFreeBytes: number;
}

type Reason = (typeof REFUSAL_REASONS)[number];

/** What became of an order. `wait`: not now, ask again. */
export type ArmOutcome = 'armed' | 'refused' | 'duplicate' | 'wait';

/**
 * Arms the scanner for an order, once in the order's life whoever asks and however often.
 *
 * `armed.json` decides: only who creates it may ask the scanner. An order found armed already was armed before, by this
 * bridge or another, and is dropped.
 */
export async function armOnce(
  entry: OrderEntry,
  driver: ScannerDriver,
  ready: boolean,
  tools: ArmingTools,
): Promise<ArmOutcome> {
  const { order } = entry;
  // Refused, too: taken back before it came here, or a crash came between the refusal and the dropping.
  for (const end of [keys.armed(order.scanId), keys.refused(order.scanId)]) {
    if (!(await tools.objects.head(end))) continue;
    await tools.orders.drop(order.scanId);
    return 'duplicate';
  }
  if (Date.now() > Date.parse(order.expiresAt))
    return refuse(order, 'order-expired', `expired at ${order.expiresAt}`, tools);
  const free = await freeBytes(tools.spoolFolder);
  if (free < tools.minFreeBytes) return refuse(order, 'disk-nearly-full', `${Math.round(free / 1e6)} MB free`, tools);
  if (!ready) return 'wait';

  await tools.orders.put({ ...entry, state: 'arming' });
  const armed: Armed = {
    v: 1,
    scanId: order.scanId,
    lane: order.lane,
    bridge: hostname(),
    armedAt: new Date().toISOString(),
  };
  if ((await tools.objects.putOnce(keys.armed(order.scanId), jsonBytes(armed))) !== 'created') {
    await tools.orders.drop(order.scanId);
    return 'duplicate';
  }
  try {
    await driver.arm(order.scanId, order.purpose);
    return 'armed';
  } catch (error) {
    if (error instanceof DomainError && error.code === 'scanner-refused') {
      return refuse(order, 'scanner-refused', error.message, tools);
    }
    // It may have armed, the answer is lost: stop it, and let nobody arm this order a second time.
    await driver.abort().catch(() => {});
    return refuse(order, 'scanner-gone', (error as Error).message, tools);
  }
}

/** Ends an order before its first line: the reason is written where the records read it, then the order is dropped. */
export async function refuse(
  { scanId }: { scanId: ScanId },
  reason: Reason,
  detail: string,
  { objects, orders }: Pick<ArmingTools, 'objects' | 'orders'>,
): Promise<'refused'> {
  const refused: Refused = { v: 1, scanId, reason, detail, at: new Date().toISOString() };
  await objects.putOnce(keys.refused(scanId), jsonBytes(refused));
  await orders.drop(scanId);
  return 'refused';
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
