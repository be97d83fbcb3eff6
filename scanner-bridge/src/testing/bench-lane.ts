import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { keys, LaneId, type Order, type OrderJob, Refused, ScanId, Seal } from '@h986/domain';
import { type Misbehaviour, type Simulator, type StoredScan, startSimulator, syntheticFlat } from '@h986/fixtures';
import {
  findJson,
  type JobSender,
  jobKinds,
  jsonBytes,
  type ObjectStore,
  openFolderStore,
  openLog,
  openProgressSender,
  openSender,
} from '@h986/stores';
import { ulid } from 'ulid';
import { digestOfStored } from '../archive/samples.ts';
import { type Lane, openLane } from '../lane/lane.ts';
import { niipDriver } from '../niip/driver.ts';
import { tempFolder } from './scans.ts';

const LANE = LaneId.parse('lane-1');
const log = openLog('test', process.env.LOG_LEVEL ?? 'silent');

/** A simulated scanner, a lane of the bridge, and a folder as object store; a real Redis between them. */
export interface BenchLane {
  simulator: Simulator;
  objects: ObjectStore;
  spool: string;
  truck: StoredScan;
  order(overrides?: Partial<Order>): Promise<ScanId>;
  sendOrder(order: Pick<Order, 'scanId'>, abort?: boolean): Promise<void>;
  /** The bridge as a process would be after a crash: everything in memory is gone. */
  restart(): Promise<void>;
  until<T>(what: string, condition: () => Promise<T | null | undefined | false>): Promise<T>;
  sealOf(scanId: ScanId): Promise<Seal>;
  refusalOf(scanId: ScanId): Promise<Refused>;
  /** Ids of all scans in the object store. */
  scanIds(): Promise<ScanId[]>;
  storedDigest(scanId: ScanId): Promise<string>;
  /** Writes what the server writes when it has the result. */
  record(scanId: ScanId): Promise<void>;
  spooledScans(): Promise<string[]>;
  close(): Promise<void>;
}

export interface BenchOptions {
  redisUrl: string;
  lines?: number;
  lineRateHz?: number | 'max';
  misbehave?: Misbehaviour;
  /** What is rolled in for a check. */
  testObject?: () => StoredScan;
  giveUpMs?: number;
  minFreeBytes?: number;
}

export async function openBenchLane(options: BenchOptions): Promise<BenchLane> {
  const { redisUrl, lines = 600, lineRateHz = 'max', misbehave = {}, giveUpMs = 30_000, minFreeBytes = 0 } = options;
  const { testObject } = options;
  const queues = { redisUrl, prefix: `t${ulid().toLowerCase()}` };
  const truck = syntheticFlat({ lines });
  const trucks = Array.from({ length: 5 }, () => () => truck);
  const simulator = await startSimulator({ serial: 'S1', scans: trucks, lineRateHz, misbehave, testObject });
  const objects = await openFolderStore(await tempFolder());
  const spool = await tempFolder();
  const orders: JobSender<OrderJob> = openSender(jobKinds.orders(LANE), queues);
  const strips = openSender(jobKinds.strips, queues);
  const assembly = openSender(jobKinds.assembly, queues);
  const progress = openProgressSender(queues);
  const open = (): Promise<Lane> =>
    openLane({
      lane: LANE,
      openDriver: niipDriver({
        host: '127.0.0.1',
        controlPort: simulator.controlPort,
        dataPort: simulator.dataPort,
        log,
      }),
      queues,
      objects,
      strips,
      assembly,
      progress,
      log,
      spoolFolder: spool,
      minFreeBytes,
      giveUpMs,
      onFatal: (error) => {
        throw error;
      },
    });
  let lane = await open();

  const until: BenchLane['until'] = async (what, condition) => {
    for (const deadline = Date.now() + 90_000; Date.now() < deadline; ) {
      const answer = await condition();
      if (answer) return answer;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error(`waited in vain for: ${what}`);
  };
  const scansFolder = join(spool, LANE, 'scans');
  const sendOrder: BenchLane['sendOrder'] = ({ scanId }, abort = false) =>
    orders.add({ v: 1, scanId, lane: LANE, expiresAt: new Date(Date.now() + 60_000).toISOString(), abort });
  const sealOf: BenchLane['sealOf'] = (scanId) =>
    until(`the seal of ${scanId}`, () => findJson(objects, keys.seal(scanId), Seal));

  return {
    simulator,
    objects,
    spool,
    truck,
    until,
    async order(overrides = {}) {
      const now = Date.now();
      const order: Order = {
        v: 1,
        scanId: ScanId.parse(ulid()),
        origin: 'ordered',
        lane: LANE,
        containers: [],
        plate: null,
        declaration: null,
        triggeredAt: new Date(now).toISOString(),
        expiresAt: new Date(now + 60_000).toISOString(),
        ...overrides,
      };
      await objects.putOnce(keys.order(order.scanId), jsonBytes(order));
      await sendOrder(order);
      return order.scanId;
    },
    sendOrder,
    async restart() {
      await lane.close();
      lane = await open();
    },
    sealOf,
    refusalOf: (scanId) => until(`the refusal of ${scanId}`, () => findJson(objects, keys.refused(scanId), Refused)),
    async scanIds() {
      const ids: ScanId[] = [];
      for await (const key of objects.list(keys.allScans, { shallow: true })) ids.push(ScanId.parse(key.split('/')[1]));
      return ids;
    },
    async storedDigest(scanId) {
      const seal = await sealOf(scanId);
      for (const [strip, digest] of seal.strips.entries()) {
        if ((await digestOfStored(objects, keys.stripSamples(scanId, strip))) !== digest) return 'not as sealed';
      }
      return seal.sha256;
    },
    async record(scanId) {
      await objects.putOnce(`${keys.results(scanId)}1-000000000000/recorded.json`, jsonBytes({ v: 1 }));
    },
    spooledScans: () => readdir(scansFolder),
    async close() {
      await lane.close();
      await simulator.stop();
      await Promise.all([orders.close(), strips.close(), assembly.close(), progress.close(), objects.close()]);
    },
  };
}

export function digestOfTruck({ samples }: StoredScan): string {
  return createHash('sha256')
    .update(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength))
    .digest('hex');
}
