import { createHash } from 'node:crypto';
import {
  type Armed,
  type Calibration,
  defaultPolicy,
  keys,
  Order,
  type Refused,
  Revision,
  ScanId,
  ScanResult,
  type Seal,
  type Strip,
} from '@h986/domain';
import { jsonBytes, type ObjectStore, putOrAlarm } from '@h986/stores';
import { ulid } from 'ulid';

/** Scans in the object store as bridge and pipeline would leave them, small and made by hand. */

export const DIGEST = 'ab'.repeat(32);
export const GEOMETRY = { channels: 8, linePitchMm: 4, channelPitchMm: 4, highMv: 6, lowMv: 3 };
export const FIRST = Revision.parse('1-0123456789ab');
export const SECOND = Revision.parse('2-0123456789ab');

export const newScanId = (at = Date.now()): ScanId => ScanId.parse(ulid(at));

export function orderOf(scanId: ScanId, more: Partial<Order> = {}): Order {
  return Order.parse({
    v: 1,
    scanId,
    origin: 'ordered',
    lane: 'lane-1',
    containers: ['CSQU3054383'],
    plate: null,
    declaration: null,
    triggeredAt: '2026-11-23T08:00:00.000Z',
    expiresAt: '2026-11-23T08:02:00.000Z',
    ...more,
  });
}

export async function putOrder(objects: ObjectStore, order: Order): Promise<void> {
  await putOrAlarm(objects, keys.order(order.scanId), jsonBytes(order));
}

export async function putArmed(objects: ObjectStore, scanId: ScanId): Promise<void> {
  const armed: Armed = { v: 1, scanId, lane: 'lane-1', bridge: 'bridge-1', armedAt: '2026-11-23T08:00:01.000Z' };
  await putOrAlarm(objects, keys.armed(scanId), jsonBytes(armed));
}

export async function putRefused(objects: ObjectStore, scanId: ScanId, reason: Refused['reason']): Promise<void> {
  const refused: Refused = { v: 1, scanId, reason, detail: '', at: '2026-11-23T08:00:02.000Z' };
  await putOrAlarm(objects, keys.refused(scanId), jsonBytes(refused));
}

export async function putCalibration(objects: ObjectStore, scanId: ScanId): Promise<void> {
  const calibration: Calibration = {
    v: 1,
    scanId,
    geometry: GEOMETRY,
    lineRateHz: 100,
    normalised: true,
    darkLines: 1,
    airLines: 1,
    airDose: { high: 0, low: 0 },
    sha256: DIGEST,
  };
  await putOrAlarm(objects, keys.calibration(scanId), jsonBytes(calibration));
}

export async function putStrip(objects: ObjectStore, scanId: ScanId, strip: number): Promise<void> {
  const record: Strip = {
    v: 1,
    scanId,
    strip,
    firstLine: strip * 256,
    lines: 256,
    channels: 8,
    sha256: DIGEST,
    records: [],
  };
  await putOrAlarm(objects, keys.stripSamples(scanId, strip), Uint8Array.of(1, 2, 3));
  await putOrAlarm(objects, keys.strip(scanId, strip), jsonBytes(record));
}

export async function putSeal(objects: ObjectStore, scanId: ScanId, more: Partial<Seal> = {}): Promise<void> {
  const seal: Seal = {
    v: 1,
    scanId,
    lane: 'lane-1',
    lines: 512,
    linesLost: [],
    sha256: DIGEST,
    strips: [DIGEST, DIGEST],
    extent: 'whole',
    reason: '',
    scannerDigestAgrees: true,
    firstLineAt: '2026-11-23T08:00:05.000Z',
    lastLineAt: '2026-11-23T08:00:10.000Z',
    sealedAt: '2026-11-23T08:00:10.000Z',
    ...more,
  };
  await putOrAlarm(objects, keys.seal(scanId), jsonBytes(seal));
}

const ran = (name: string) => ({ name, version: '1.0.0', state: 'ran' as const, reason: '', digest: null });

export function resultOf(order: Order, more: Partial<ScanResult> = {}): ScanResult {
  return ScanResult.parse({
    v: 1,
    scanId: order.scanId,
    revision: FIRST,
    order,
    geometry: GEOMETRY,
    normalised: true,
    lines: 512,
    linesLost: [],
    // Two scans with one digest would be one picture twice.
    rawSha256: createHash('sha256').update(order.scanId).digest('hex'),
    extent: 'whole',
    strips: 2,
    runs: defaultPolicy.required.map(({ name }) => ran(name)),
    findings: [],
    verdict: { kind: 'clear', reasons: [], policy: { name: 'default', version: '1.0.0' } },
    heatMapKey: null,
    previewKey: null,
    models: {},
    times: {
      triggeredAt: order.triggeredAt,
      firstLineAt: '2026-11-23T08:00:05.000Z',
      lastLineAt: '2026-11-23T08:00:10.000Z',
      sealedAt: '2026-11-23T08:00:10.000Z',
      finishedAt: '2026-11-23T08:00:12.000Z',
    },
    timings: {},
    ...more,
  });
}

export async function putResult(objects: ObjectStore, result: ScanResult): Promise<void> {
  await putOrAlarm(objects, keys.result(result.scanId, result.revision), jsonBytes(result));
}
