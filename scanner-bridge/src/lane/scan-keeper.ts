import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { countLost, DomainError, errorCode, keys, type LaneId, ScanId } from '@h986/domain';
import { ulid } from 'ulid';
import { type ArchiveTools, archive } from '../archive/archive.ts';
import { handOverUntilRecorded, verifyStored } from '../archive/hand-over.ts';
import type { Acknowledgements, LineSink, ScanStart } from '../driver.ts';
import { makeFolder, writeDurably } from '../spool/durable.ts';
import { SpooledScan } from '../spool/spooled-scan.ts';

const RETRY_MS = 1_000;
const LOOK_MS = 1_000;

export interface KeeperOptions extends ArchiveTools {
  lane: LaneId;
  /** The lane's folder in the spool. */
  folder: string;
  giveUpMs: number;
  /** A scan's first sign of life; its order, if it had one, has done its work. */
  onBegun(scanId: ScanId): Promise<void>;
  /** A scan ended without a single line. */
  onEmpty(scanId: ScanId, reason: string): Promise<void>;
  /** The disk cannot be trusted any more: the process must end and begin anew. */
  onFatal(error: Error): void;
}

interface Kept {
  scan: SpooledScan;
  acknowledgements: Acknowledgements | null;
  sealed: boolean;
  /** Signs of life when it was last looked at, and how long there have been no more. */
  heard: number;
  silentMs: number;
}

/** All scans of one lane that are on the bridge's disk, from their first line until the server has recorded them. */
export interface ScanKeeper {
  begin(start: ScanStart, acknowledgements: Acknowledgements): Promise<LineSink | null>;
  /** The scanner itself says that it scans: a truck that stands still is not a scanner that went away. */
  stillScanning(): void;
  /** Whether lines are still expected, of any scan or of this one. */
  busy(scanId?: ScanId): boolean;
  has(scanId: ScanId): boolean;
  close(): Promise<void>;
}

export async function openScanKeeper(options: KeeperOptions): Promise<ScanKeeper> {
  const { lane, folder, giveUpMs, objects, progress, log } = options;
  const scansFolder = join(folder, 'scans');
  const doneFolder = join(folder, 'done');
  await makeFolder(scansFolder);
  await makeFolder(doneFolder);
  const kept = new Map<string, Kept>();
  const stop = new AbortController();
  const runs = new Set<Promise<void>>();

  for (const name of await readdir(scansFolder)) {
    try {
      const scan = await SpooledScan.recover(join(scansFolder, name));
      if (!scan) continue;
      log.info({ scanId: scan.scanId, ...scan.next, ended: scan.outcome !== null }, 'found in the spool');
      keep(scan, null);
    } catch (error) {
      // It stays where it is for a person to look at; the lane and its other scans go on.
      log.error(
        { folder: name, code: errorCode(error), err: (error as Error).message },
        'cannot be read from the spool',
      );
    }
  }
  let lookedAt = Date.now();
  const watch = setInterval(() => void giveUp(), LOOK_MS);

  function keep(scan: SpooledScan, acknowledgements: Acknowledgements | null): Kept {
    const entry: Kept = { scan, acknowledgements, sealed: false, heard: scan.heard, silentMs: 0 };
    kept.set(name(scan.opened), entry);
    scan.onSpooled = (position) => {
      entry.acknowledgements?.spooled(position);
      if (position.kind !== 'object') return;
      const linesLost = countLost(scan.linesLost);
      progress.tell({ kind: 'lines', scanId: scan.scanId, lane, lines: position.nextLine, linesLost });
    };
    scan.onFailed = options.onFatal;
    const run = live(entry).finally(() => runs.delete(run));
    runs.add(run);
    return entry;
  }

  /** A scan's life in the bridge: archived, handed over until recorded, verified, freed. */
  async function live(entry: Kept): Promise<void> {
    const { scan } = entry;
    const { scanId } = scan;
    const seal = await patiently(scanId, () => archive(scan, options));
    if (seal === undefined) return;
    await patiently(scanId, () =>
      writeDurably(join(doneFolder, `${name(scan.opened)}.json`), JSON.stringify({ scanId })),
    );
    if (seal) {
      entry.sealed = true;
      entry.acknowledgements?.stored();
      log.info({ scanId, lines: seal.lines, extent: seal.extent, strips: seal.strips.length }, 'sealed');
      await patiently(scanId, () => handOverUntilRecorded(seal, options, stop.signal));
      await patiently(scanId, () => verifyStored(seal, options));
    } else {
      entry.acknowledgements?.stored();
      await patiently(scanId, () => options.onEmpty(scanId, scan.outcome?.reason ?? ''));
    }
    if (stop.signal.aborted) return;
    await patiently(scanId, () => scan.free());
    kept.delete(name(scan.opened));
    log.info({ scanId }, 'recorded, spool freed');
  }

  /** Tries until it succeeds; stores may be away for as long as they like. Undefined when the bridge stops first. */
  async function patiently<T>(scanId: ScanId, step: () => Promise<T>): Promise<T | undefined> {
    while (!stop.signal.aborted) {
      try {
        return await step();
      } catch (error) {
        if (stop.signal.aborted) return undefined;
        log.error({ scanId, code: errorCode(error), err: (error as Error).message }, 'will be tried again');
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
    return undefined;
  }

  async function giveUp(): Promise<void> {
    // A machine that stood still, or a clock that was put forward, is no silence of the scanner's.
    const passed = Math.min(Math.max(0, Date.now() - lookedAt), 2 * LOOK_MS);
    lookedAt = Date.now();
    for (const entry of kept.values()) {
      const { scan } = entry;
      entry.silentMs = scan.atWork || scan.heard !== entry.heard ? 0 : entry.silentMs + passed;
      entry.heard = scan.heard;
      if (scan.outcome || entry.silentMs < giveUpMs) continue;
      log.error({ scanId: scan.scanId, ...scan.next }, 'the scanner did not come back: sealed as partial');
      // A disk that fails has said so by `onFailed`.
      await scan.cut('scanner-gone').catch(() => {});
    }
  }

  /** The id that the scanner names if it is one that was ordered and has no lines yet; else a new one, so that nothing is lost. */
  async function idFor(start: ScanStart): Promise<{ scanId: ScanId; unsolicited: boolean }> {
    const { scanId } = start;
    const fresh = { scanId: ScanId.parse(ulid()), unsolicited: true };
    if (scanId === null) return fresh;
    const twice = has(scanId) || (await objects.head(keys.calibration(scanId))) !== null;
    const known = (await objects.head(keys.order(scanId))) !== null;
    if (known && !twice) return { scanId, unsolicited: false };
    const code = twice ? 'scan-id-twice' : 'scan-unknown';
    log.error(
      { code, scanId, keptAs: fresh.scanId, scanNo: start.scanNo },
      'the scanner names a scan that cannot be this one',
    );
    return fresh;
  }

  const has = (scanId: ScanId): boolean => [...kept.values()].some(({ scan }) => scan.scanId === scanId);

  return {
    async begin(start, acknowledgements) {
      const before = kept.get(name(start));
      if (before) {
        before.acknowledgements = acknowledgements;
        before.scan.heard++;
        return before.sealed ? null : before.scan;
      }
      if (await exists(join(doneFolder, `${name(start)}.json`))) return null;
      const { boot, scanNo, ...begin } = start;
      const { scanId, unsolicited } = await idFor(start);
      const openedAt = new Date().toISOString();
      const opened = { scanId, lane, boot, scanNo, unsolicited, openedAt, begin };
      const { scan } = keep(await SpooledScan.create(join(scansFolder, name(start)), opened), acknowledgements);
      log.info({ scanId, unsolicited, expectedLines: begin.expectedLines }, 'scan begins');
      progress.tell({ kind: 'began', scanId, lane, expectedLines: begin.expectedLines });
      if (!unsolicited) await options.onBegun(scanId);
      return scan;
    },
    stillScanning() {
      for (const { scan, acknowledgements } of kept.values()) {
        if (acknowledgements && !scan.outcome) scan.heard++;
      }
    },
    busy: (scanId) =>
      [...kept.values()].some(({ scan }) => scan.outcome === null && (scanId ?? scan.scanId) === scan.scanId),
    has,
    async close() {
      clearInterval(watch);
      stop.abort(new DomainError('bridge-stopped', 'the bridge stops'));
      for (const { scan } of kept.values()) await scan.close();
      await Promise.all(runs);
    },
  };
}

/** A scan's name in the spool: made of what the scanner calls it, whatever characters that has. */
function name({ boot, scanNo }: { boot: string; scanNo: number }): string {
  return createHash('sha256').update(`${boot}\n${scanNo}`).digest('hex').slice(0, 32);
}

async function exists(path: string): Promise<boolean> {
  return readFile(path).then(
    () => true,
    () => false,
  );
}
