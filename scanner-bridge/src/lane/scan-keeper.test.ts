import { execFileSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { AssemblyJob, StripJob } from '@h986/domain';
import { openFolderStore, openLog } from '@h986/stores';
import { afterEach, expect, test, vi } from 'vitest';
import type { LineSink } from '../driver.ts';
import { block, opened, tempFolder } from '../testing/scans.ts';
import { openScanKeeper, type ScanKeeper } from './scan-keeper.ts';

const GIVE_UP_MS = 2_500;
/** libuv's threads, on which files are read and written. */
const THREADS = 4;

let keeper: ScanKeeper;
afterEach(() => keeper?.close());

/** A scan of which a few lines have come. */
async function begun(): Promise<LineSink> {
  keeper = await openScanKeeper({
    lane: opened().lane,
    folder: await tempFolder(),
    giveUpMs: GIVE_UP_MS,
    objects: await openFolderStore(await tempFolder()),
    strips: { add: async (_: StripJob) => {}, close: async () => {} },
    assembly: { add: async (_: AssemblyJob) => {}, close: async () => {} },
    progress: { tell: () => {}, close: async () => {} },
    log: openLog('test', 'silent'),
    onBegun: async () => {},
    onEmpty: async () => {},
    onFatal: (error) => expect.unreachable(error.message),
  });
  const { begin, boot, scanNo } = opened();
  const sink = (await keeper.begin({ ...begin, boot, scanNo }, { spooled: () => {}, stored: () => {} })) as LineSink;
  await sink.take(block('dark', 0, 3));
  await sink.take(block('air', 0, 2));
  return sink;
}

/** Every file waits, as on a disk that does not answer. @returns ends it */
async function stallFiles(): Promise<() => Promise<void>> {
  const pipe = join(await tempFolder(), 'pipe');
  execFileSync('mkfifo', [pipe]);
  const waiting = Array.from({ length: THREADS }, () => open(pipe, 'r'));
  return async () => {
    const writer = openSync(pipe, 'w');
    for (const file of await Promise.all(waiting)) await file.close();
    closeSync(writer);
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

test('a scanner that is not heard any more is given up', async () => {
  const { scanId } = await begun();
  await vi.waitFor(() => expect(keeper.busy(scanId)).toBe(false), { timeout: 20_000, interval: 100 });
});

test('a disk of ours that does not answer is no silence of the scanner', async () => {
  const sink = await begun();
  const goOn = await stallFiles();
  const taken = sink.take(block('object', 0, 64));
  await pause(GIVE_UP_MS + 2_000);
  await goOn();
  expect(await taken).toBe('taken');
  expect(await sink.take(block('object', 64, 64))).toBe('taken');
});

test('nor is a machine that stood still', async () => {
  const sink = await begun();
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, GIVE_UP_MS + 2_000);
  await pause(100);
  expect(await sink.take(block('object', 0, 64))).toBe('taken');
});
