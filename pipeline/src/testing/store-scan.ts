import { createHash } from 'node:crypto';
import { zstdCompressSync } from 'node:zlib';
import { type Calibration, keys, type Order, ScanId, type Seal, STRIP_LINES, type Strip } from '@h986/domain';
import { jsonBytes, type ObjectStore } from '@h986/stores';
import type { RawScan } from './raw-scan.ts';

const LANE = 'lane-1';

/** A scan id of its own for each number. */
export function scanIdOf(n: number): ScanId {
  return ScanId.parse(`01K${String(n).padStart(23, '0')}`);
}

export interface StoreOptions {
  scanId: ScanId;
  triggeredAt?: Date;
  sealedAt?: Date;
  extent?: Seal['extent'];
  purpose?: Order['purpose'];
}

/** Puts a scan where the bridge would: order, calibration, strips and, unless told otherwise, the seal. */
export async function storeScan(objects: ObjectStore, scan: RawScan, options: StoreOptions): Promise<Seal> {
  await storeOrder(objects, scan, options);
  const seal = sealOf(scan, options);
  for (const strip of seal.strips.keys()) await storeStrip(objects, scan, options.scanId, strip);
  await objects.putOnce(keys.seal(options.scanId), jsonBytes(seal));
  return seal;
}

/** What is there before the first line. */
export async function storeOrder(
  objects: ObjectStore,
  scan: RawScan,
  { scanId, triggeredAt, purpose }: StoreOptions,
): Promise<void> {
  const at = (triggeredAt ?? new Date()).toISOString();
  const order: Order = {
    v: 1,
    scanId,
    origin: 'ordered',
    ...(purpose && { purpose }),
    lane: LANE,
    containers: [],
    plate: null,
    declaration: null,
    triggeredAt: at,
    expiresAt: at,
  };
  const { darkLines, airLines, airDose, samples } = scan.calibration;
  const calibration: Calibration = {
    v: 1,
    scanId,
    geometry: scan.geometry,
    lineRateHz: 100,
    normalised: scan.normalised,
    darkLines,
    airLines,
    airDose,
    sha256: digest(samples),
  };
  await objects.putOnce(keys.order(scanId), jsonBytes(order));
  await objects.putOnce(keys.calibrationSamples(scanId), pack(samples));
  await objects.putOnce(keys.calibration(scanId), jsonBytes(calibration));
}

export async function storeStrip(objects: ObjectStore, scan: RawScan, scanId: ScanId, strip: number): Promise<void> {
  const { channels } = scan.geometry;
  const samples = stripSamples(scan, strip);
  const firstLine = strip * STRIP_LINES;
  const lines = samples.length / 2 / channels;
  const records = scan.records.slice(firstLine, firstLine + lines);
  const header: Strip = { v: 1, scanId, strip, firstLine, lines, channels, sha256: digest(samples), records };
  await objects.putOnce(keys.stripSamples(scanId, strip), pack(samples));
  await objects.putOnce(keys.strip(scanId, strip), jsonBytes(header));
}

export function sealOf(scan: RawScan, { scanId, sealedAt = new Date(), extent = 'whole' }: StoreOptions): Seal {
  const strips = Math.ceil(scan.lines / STRIP_LINES);
  const at = sealedAt.toISOString();
  return {
    v: 1,
    scanId,
    lane: LANE,
    lines: scan.lines,
    linesLost: scan.linesLost,
    sha256: digest(scan.samples),
    strips: Array.from({ length: strips }, (_, strip) => digest(stripSamples(scan, strip))),
    extent,
    reason: '',
    scannerDigestAgrees: true,
    firstLineAt: at,
    lastLineAt: at,
    sealedAt: at,
  };
}

function stripSamples({ samples, geometry }: RawScan, strip: number): Uint16Array {
  const perStrip = STRIP_LINES * 2 * geometry.channels;
  return samples.slice(strip * perStrip, (strip + 1) * perStrip);
}

const bytesOf = (samples: Uint16Array): Uint8Array =>
  new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
const pack = (samples: Uint16Array): Uint8Array => zstdCompressSync(bytesOf(samples));
const digest = (samples: Uint16Array): string => createHash('sha256').update(bytesOf(samples)).digest('hex');
