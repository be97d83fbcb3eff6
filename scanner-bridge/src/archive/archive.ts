import { createHash } from 'node:crypto';
import type { AssemblyJob } from '@h986/domain';
import { type Calibration, keys, type Order, Seal, STRIP_LINES, type Strip, type StripJob } from '@h986/domain';
import {
  findJson,
  type JobSender,
  jsonBytes,
  type Logger,
  type ObjectStore,
  type ProgressSender,
  putOrAlarm,
} from '@h986/stores';
import type { SpooledScan } from '../spool/spooled-scan.ts';
import { gatherLines, storeSamples } from './samples.ts';

export interface ArchiveTools {
  objects: ObjectStore;
  strips: JobSender<StripJob>;
  assembly: JobSender<AssemblyJob>;
  progress: ProgressSender;
  log: Logger;
}

/**
 * From the spool to a sealed scan in the object store, while lines still arrive. Everything is written once and may be done
 * again after a crash: what lies there already with the same samples is left as it is.
 *
 * @returns the seal, or null for a scan that ended before its first line
 */
export async function archive(scan: SpooledScan, tools: ArchiveTools): Promise<Seal | null> {
  const { scanId } = scan;
  await storeOrder(scan, tools);
  if (!(await scan.whenCalibrated())) return null;
  await storeCalibration(scan, tools);

  const digests: string[] = [];
  const whole = createHash('sha256');
  for (let strip = 0; ; strip++) {
    const from = strip * STRIP_LINES;
    await scan.whenSpooled(from + STRIP_LINES);
    const to = Math.min(from + STRIP_LINES, scan.linesSpooled) - 1;
    if (to < from) break;
    const { digest, samples } = await storeStrip(scan, strip, from, to, tools);
    digests.push(digest);
    whole.update(samples);
    tools.progress.tell({ kind: 'strip-stored', scanId, strip });
    await tools.strips.add({ v: 1, scanId, strip, counter: 1 }).catch(() => {
      // The queue is a hint: the hand-over adds what is missing when Redis is back.
    });
  }
  if (digests.length === 0) return null;
  return seal(scan, digests, whole.digest('hex'), tools);
}

/** A scan that nobody ordered says so itself. */
async function storeOrder(scan: SpooledScan, { objects }: ArchiveTools): Promise<void> {
  const { scanId, lane, unsolicited, openedAt } = scan.opened;
  if (!unsolicited) return;
  const order: Order = {
    v: 1,
    scanId,
    origin: 'unsolicited',
    lane,
    containers: [],
    plate: null,
    declaration: null,
    triggeredAt: openedAt,
    expiresAt: openedAt,
  };
  await putOrAlarm(objects, keys.order(scanId), jsonBytes(order));
}

async function storeCalibration(scan: SpooledScan, { objects }: ArchiveTools): Promise<void> {
  const { scanId } = scan;
  const { geometry, lineRateHz, normalised, darkLines, airLines } = scan.opened.begin;
  const dark = await gatherLines(scan, 'dark', 0, darkLines - 1);
  const air = await gatherLines(scan, 'air', 0, airLines - 1);
  const samples = Buffer.concat([dark.samples, air.samples]);
  const sha256 = await storeSamples(objects, keys.calibrationSamples(scanId), samples);
  const doses = (records: typeof air.records) => ({
    high: Math.round(mean(records.map((r) => r.doseHigh))),
    low: Math.round(mean(records.map((r) => r.doseLow))),
  });
  const calibration: Calibration = {
    v: 1,
    scanId,
    geometry,
    lineRateHz,
    normalised,
    darkLines,
    airLines,
    airDose: doses(air.records),
    sha256,
  };
  await putOrAlarm(objects, keys.calibration(scanId), jsonBytes(calibration));
}

async function storeStrip(scan: SpooledScan, strip: number, from: number, to: number, { objects }: ArchiveTools) {
  const { scanId, geometry } = scan;
  const { records, samples } = await gatherLines(scan, 'object', from, to);
  const digest = await storeSamples(objects, keys.stripSamples(scanId, strip), samples);
  const record: Strip = {
    v: 1,
    scanId,
    strip,
    firstLine: from,
    lines: to - from + 1,
    channels: geometry.channels,
    sha256: digest,
    records,
  };
  await putOrAlarm(objects, keys.strip(scanId, strip), jsonBytes(record));
  return { digest, samples };
}

async function seal(scan: SpooledScan, strips: string[], sha256: string, tools: ArchiveTools): Promise<Seal> {
  const { scanId, outcome, linesLost } = scan;
  const before = await findJson(tools.objects, keys.seal(scanId), Seal);
  if (before) return before;
  const now = new Date().toISOString();
  const stated = outcome?.sha256 ?? null;
  const made: Seal = {
    v: 1,
    scanId,
    lane: scan.opened.lane,
    lines: scan.linesSpooled,
    linesLost,
    sha256,
    strips,
    extent: outcome?.extent ?? 'partial',
    reason: outcome?.reason ?? '',
    scannerDigestAgrees: stated === null || linesLost.length > 0 ? null : stated === sha256,
    firstLineAt: scan.firstLineAt ?? now,
    lastLineAt: scan.lastLineAt ?? now,
    sealedAt: now,
  };
  await putOrAlarm(tools.objects, keys.seal(scanId), jsonBytes(made));
  return made;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, v) => sum + v, 0) / Math.max(1, values.length);
}
