import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError, errorCode, Geometry, LINE_FLAG } from '@h986/domain';
import type { LineKind, Position } from '@h986/domain/wire';
import { readPicture, toAcquisitionOrder } from '@h986/imaging';
import type { Logger } from '@h986/stores';
import type { LaneConfig } from '../config.ts';
import type { LineSink, OpenDriver, ScannerDriver, ScannerEvents } from '../driver.ts';

export type DropFolderOptions = Extract<LaneConfig, { driver: 'drop-folder' }> & { log: Logger };

const LOOK_MS = 500;
const PICTURE = /\.(npy|tiff?)$/i;
const BLOCK_LINES = 64;

const PASSIVE = {
  state: 'standby' as const,
  openInterlocks: [],
  xrayOn: false,
  doseRateNSvH: 0,
  temperatureC: 0,
  fault: null,
};

/**
 * The second driver: pictures that somebody puts into a folder, `.npy` or 16-bit TIFF, already normalised. A file is taken
 * when its size has stopped changing; its scan is unsolicited. Taken files go to `taken/`, files that cannot be read to `refused/`
 * with the error's name beside them; none is deleted.
 */
export function dropFolderDriver(options: DropFolderOptions): OpenDriver {
  return (events) => openDropFolder(options, events);
}

function openDropFolder(options: DropFolderOptions, events: ScannerEvents): ScannerDriver {
  const { folder, log } = options;
  const sizes = new Map<string, number>();
  let closing = false;

  const life = (async () => {
    await mkdir(join(folder, 'taken'), { recursive: true });
    await mkdir(join(folder, 'refused'), { recursive: true });
    events.connected(true);
    while (!closing) {
      // It says that it lives, and that it is no scanner that could be armed.
      events.status(PASSIVE, 'drop-folder');
      await look().catch((error: Error) => log.warn({ err: error.message }, 'drop folder will be looked at again'));
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  })();

  async function look(): Promise<void> {
    for (const name of (await readdir(folder)).sort()) {
      if (closing || !PICTURE.test(name)) continue;
      const { size } = await stat(join(folder, name));
      if (sizes.get(name) !== size || size === 0) {
        sizes.set(name, size);
        continue;
      }
      sizes.delete(name);
      // One that cannot be taken now does not keep those after it waiting.
      await takeFile(name).catch((error: Error) =>
        log.warn({ name, err: error.message }, 'picture will be tried again'),
      );
    }
  }

  async function takeFile(name: string): Promise<void> {
    const path = join(folder, name);
    try {
      await sendPicture(name, await readFile(path), options, events);
      await rename(path, join(folder, 'taken', `${Date.now()}-${name}`));
      log.info({ name }, 'picture taken');
    } catch (error) {
      // Only the picture's own faults send it aside: with a store or the spool away it stays and is taken later.
      if (!(error instanceof DomainError) || !/^(npy|picture|tiff)-/.test(error.code)) throw error;
      log.error({ name, code: error.code }, 'picture refused');
      await writeFile(
        join(folder, 'refused', `${name}.error.json`),
        JSON.stringify({ code: errorCode(error), message: error.message }),
      );
      await rename(path, join(folder, 'refused', name));
    }
  }

  return {
    async arm() {
      throw new DomainError('scanner-passive', 'a drop folder takes no orders');
    },
    async abort() {},
    async close() {
      closing = true;
      await life;
    },
  };
}

/** One picture as a scan: the file's digest is its identity, so that taking it again after a crash goes on where it was. */
async function sendPicture(
  name: string,
  bytes: Uint8Array,
  options: DropFolderOptions,
  events: ScannerEvents,
): Promise<void> {
  const { linePitchMm, channelPitchMm, highMv, lowMv, fullScale } = options;
  const picture = await readPicture(bytes, name);
  const lines = picture.columns;
  const channels = picture.rows;
  const geometry = Geometry.safeParse({ channels, linePitchMm, channelPitchMm, highMv, lowMv });
  if (!geometry.success)
    throw new DomainError('picture-geometry', `not a detector's picture: ${geometry.error.message}`);
  const samples = toAcquisitionOrder(picture);
  const digest = (data: Uint8Array): string => createHash('sha256').update(data).digest('hex');
  const sink = await events.begin(
    {
      scanId: null,
      boot: `file-${digest(bytes)}`,
      scanNo: 1,
      geometry: geometry.data,
      lineRateHz: 1,
      normalised: true,
      darkLines: 1,
      airLines: 1,
      expectedLines: lines,
    },
    { spooled: () => {}, stored: () => {} },
  );
  if (!sink) return;
  const raw = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  const wanted = (kind: LineKind): boolean => sink.next.kind === kind;
  if (wanted('dark')) await takeLines(sink, { kind: 'dark', nextLine: 0 }, constantLine(channels, 0), channels);
  if (wanted('air')) await takeLines(sink, { kind: 'air', nextLine: 0 }, constantLine(channels, fullScale), channels);
  while (sink.next.nextLine < lines) {
    const from = sink.next.nextLine;
    const to = Math.min(from + BLOCK_LINES, lines);
    await takeLines(
      sink,
      { kind: 'object', nextLine: from },
      raw.subarray(from * channels * 4, to * channels * 4),
      channels,
    );
  }
  await sink.end({ lines, sha256: digest(raw), reason: 'complete' });
}

async function takeLines(
  sink: LineSink,
  { kind, nextLine }: Position,
  samples: Uint8Array,
  channels: number,
): Promise<void> {
  const lines = samples.length / (channels * 4);
  const records = Array.from({ length: lines }, (_, i) => ({
    line: nextLine + i,
    deviceUs: 0,
    encoder: nextLine + i,
    doseHigh: 0,
    doseLow: 0,
    flags: LINE_FLAG.doseUnknown,
  }));
  await sink.take({ kind, firstLine: nextLine, channels, records, samples });
}

function constantLine(channels: number, value: number): Uint8Array {
  return new Uint8Array(new Uint16Array(channels * 2).fill(value).buffer);
}
