import { join } from 'node:path';
import type { LaneId } from '@h986/domain';
import {
  DomainError,
  keys,
  Order,
  type OrderJob,
  type ScanId,
  type ScannerStatus,
  STATUS_FRESH_MS,
} from '@h986/domain';
import { getJson, type JobWorker, jobKinds, openWorker, type QueueOptions } from '@h986/stores';
import type { ArchiveTools } from '../archive/archive.ts';
import type { OpenDriver, ScannerDriver } from '../driver.ts';
import { makeFolder } from '../spool/durable.ts';
import { armOnce, refuse } from './arming.ts';
import { type OrderEntry, openOrderBook } from './order-book.ts';
import { openScanKeeper } from './scan-keeper.ts';

const TICK_MS = 250;
/** An armed scanner before which no truck appears for so long is stood down. */
const BEGIN_WITHIN_MS = 60_000;

export interface LaneOptions extends ArchiveTools {
  lane: LaneId;
  openDriver: OpenDriver;
  queues: QueueOptions;
  spoolFolder: string;
  minFreeBytes: number;
  giveUpMs: number;
  onFatal(error: Error): void;
}

export interface Lane {
  close(): Promise<void>;
}

/** One lane: its scanner, its orders, and the scans that it has on the bridge's disk. */
export async function openLane(options: LaneOptions): Promise<Lane> {
  const { lane, objects, progress, log } = options;
  const folder = join(options.spoolFolder, lane);
  await makeFolder(options.spoolFolder);
  await makeFolder(folder);
  const orders = await openOrderBook(join(folder, 'orders'));
  const arming = { objects, orders, spoolFolder: folder, minFreeBytes: options.minFreeBytes };

  let status: ScannerStatus | null = null;
  let connected = false;
  let held: ReadonlySet<ScanId> | null = null;
  /** When this process armed which order; an order armed before the process began is not in here. */
  const armedMs = new Map<ScanId, number>();

  const keeper = await openScanKeeper({
    ...options,
    folder,
    onBegun: (scanId) => orders.drop(scanId),
    async onEmpty(scanId, reason) {
      const why =
        reason === 'scanner-aborted'
          ? 'aborted-by-operator'
          : reason === 'scanner-fault'
            ? 'scanner-fault'
            : 'scanner-gone';
      await refuse({ scanId }, why, reason, arming);
      progress.tell({ kind: 'refused', scanId, lane });
    },
  });

  const driver: ScannerDriver = options.openDriver({
    status(seen, serial) {
      status = { ...seen, serial, lane, at: new Date().toISOString() };
      progress.tell({ kind: 'scanner', status });
      if (seen.state === 'scanning') keeper.stillScanning();
    },
    connected(up) {
      connected = up;
      if (!up) held = null;
    },
    held(scanIds) {
      held = scanIds;
    },
    begin: (start, acknowledgements) => keeper.begin(start, acknowledgements),
  });

  let turn: Promise<unknown> = Promise.resolve();
  /** One thing at a time with orders: none is taken back while it is being armed, nor armed while it is taken back. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = turn.then(work);
    turn = done.catch(() => {});
    return done;
  }

  /** A status older than 2 s says nothing, and a scanner of which nothing is known is not armed. */
  const ready = (): boolean =>
    connected && status?.state === 'ready' && Date.now() - Date.parse(status.at) <= STATUS_FRESH_MS && !keeper.busy();

  async function settleOrders(): Promise<void> {
    const entries = await orders.list();
    const underWay = entries.find((entry) => entry.state === 'arming');
    if (underWay) return settleArmed(underWay);
    for (const entry of entries) {
      const { scanId } = entry.order;
      const outcome = await armOnce(entry, driver, ready(), arming);
      if (outcome === 'refused') progress.tell({ kind: 'refused', scanId, lane });
      if (outcome !== 'wait') log.info({ scanId, outcome }, 'order settled');
      if (outcome !== 'armed') continue;
      armedMs.set(scanId, Date.now());
      progress.tell({ kind: 'armed', scanId, lane });
      return;
    }
  }

  /** An order for which the scanner was, or may have been, armed: its scan begins, or it ends. It is never armed again. */
  async function settleArmed(entry: OrderEntry): Promise<void> {
    const { scanId } = entry.order;
    if (keeper.has(scanId)) return orders.drop(scanId);
    if ((await objects.head(keys.armed(scanId))) === null) return orders.put({ ...entry, state: 'waiting' });
    const since = armedMs.get(scanId);
    if (since !== undefined && Date.now() - since < BEGIN_WITHIN_MS) return;
    if (since === undefined && (held === null || held.has(scanId))) return;
    await driver.abort().catch(() => {});
    await refuse({ scanId }, 'armed-but-never-scanned', 'the scanner was armed and no scan began', arming);
    armedMs.delete(scanId);
    progress.tell({ kind: 'refused', scanId, lane });
    log.warn({ scanId }, 'armed, but no scan began');
  }

  /** The job's whole work: the order is on this disk, or taken back. */
  async function takeOrder({ scanId, abort }: OrderJob): Promise<void> {
    if (abort) return takeBack(scanId);
    const order = await getJson(objects, keys.order(scanId), Order);
    if (order.lane !== lane) throw new DomainError('order-lane', `order for ${order.lane} reached ${lane}`);
    if (keeper.has(scanId) || (await orders.find(scanId))) return;
    await orders.put({ order, state: 'waiting', receivedAt: new Date().toISOString() });
    log.info({ scanId }, 'order received');
  }

  async function takeBack(scanId: ScanId): Promise<void> {
    const armed = async (): Promise<boolean> => (await orders.find(scanId))?.state === 'arming';
    // Only ever this scan: what is before the scanner by now may be another.
    const asked = (await armed()) || keeper.busy(scanId);
    if (asked) await driver.abort();
    await inTurn(async () => {
      if (!asked && (await armed())) await driver.abort();
      await refuseUnlessBegun(scanId);
    });
    log.info({ scanId }, 'abort asked');
  }

  /** Also an order that has not come yet: when it does, it finds itself refused. */
  async function refuseUnlessBegun(scanId: ScanId): Promise<void> {
    if (keeper.has(scanId) || (await objects.head(keys.calibration(scanId)))) return;
    // Armed and not in the book: it has begun, or ended already.
    if (!(await orders.find(scanId)) && (await objects.head(keys.armed(scanId)))) return;
    await refuse({ scanId }, 'aborted-by-operator', 'taken back before its first line', arming);
    armedMs.delete(scanId);
    progress.tell({ kind: 'refused', scanId, lane });
  }

  const worker: JobWorker = openWorker(jobKinds.orders(lane), takeOrder, { ...options.queues, log });
  let closing = false;
  const loop = (async () => {
    while (!closing) {
      await inTurn(settleOrders).catch((error: Error) =>
        log.warn({ err: error.message }, 'orders will be looked at again'),
      );
      await new Promise((resolve) => setTimeout(resolve, TICK_MS));
    }
  })();

  return {
    async close() {
      closing = true;
      await loop;
      await Promise.race([worker.close(), new Promise((resolve) => setTimeout(resolve, 3_000))]);
      await driver.close();
      await keeper.close();
    },
  };
}
