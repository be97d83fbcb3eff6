import { cp, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { gatherLines } from '../archive/samples.ts';
import { block, digest, opened, samplesOf, tempFolder } from '../testing/scans.ts';
import { SpooledScan } from './spooled-scan.ts';

const LINES = 40;
const open: SpooledScan[] = [];
afterEach(async () => {
  for (const scan of open.splice(0)) await scan.close();
});

async function newScan(folder: string): Promise<SpooledScan> {
  const scan = await SpooledScan.create(folder, opened());
  open.push(scan);
  return scan;
}

async function recovered(folder: string): Promise<SpooledScan | null> {
  const scan = await SpooledScan.recover(folder);
  if (scan) open.push(scan);
  return scan;
}

/** Sends everything from where the scan wants to go on, in blocks of 7, as a scanner does after `resume`. */
async function sendRest(scan: SpooledScan): Promise<void> {
  const wanted = { dark: 3, air: 2, object: LINES };
  for (let { kind, nextLine } = scan.next; nextLine < wanted[kind]; { kind, nextLine } = scan.next) {
    await scan.take(block(kind, nextLine, Math.min(7, wanted[kind] - nextLine)));
  }
  await scan.end({ lines: LINES, sha256: digest(samplesOf('object', 0, LINES)), reason: 'complete' });
}

test('a scan cut off at any byte of its log goes on at the next line and ends bit-exact', async () => {
  const whole = await tempFolder();
  await sendRest(await newScan(whole));
  const { length } = await readFile(join(whole, 'lines.wal'));
  for (let cut = 0; cut <= length; cut += 97) {
    const folder = await tempFolder();
    await cp(whole, folder, { recursive: true });
    await truncate(join(folder, 'lines.wal'), cut);
    const scan = await recovered(folder);
    // Before the opening was synced nothing was acknowledged: the scanner begins the scan anew.
    if (!scan) continue;
    await sendRest(scan);
    const { samples } = await gatherLines(scan, 'object', 0, LINES - 1);
    expect(digest(samples), `cut at ${cut}`).toBe(digest(samplesOf('object', 0, LINES)));
    expect(scan.outcome).toMatchObject({ extent: 'whole' });
    expect(scan.linesLost).toEqual([]);
  }
});

test('what a torn write left is kept beside the log, not thrown away', async () => {
  const folder = await tempFolder();
  await sendRest(await newScan(folder));
  const wal = join(folder, 'lines.wal');
  const bytes = await readFile(wal);
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 300) ^ 1, bytes.length - 300);
  await writeFile(wal, bytes);
  await recovered(folder);
  expect((await readdir(folder)).some((name) => name.startsWith('lines.wal.damaged-'))).toBe(true);
});

test('a repeated block is dropped, an overlapping one is trimmed, one behind a gap is not taken', async () => {
  const scan = await newScan(await tempFolder());
  await scan.take(block('dark', 0, 3));
  await scan.take(block('air', 0, 2));
  expect(await scan.take(block('object', 0, 10))).toBe('taken');
  expect(await scan.take(block('object', 0, 10))).toBe('repeated');
  expect(await scan.take(block('object', 20, 10))).toBe('gap');
  expect(await scan.take(block('object', 5, 10))).toBe('taken');
  expect(scan.next).toEqual({ kind: 'object', nextLine: 15 });
  const { samples } = await gatherLines(scan, 'object', 0, 14);
  expect(digest(samples)).toBe(digest(samplesOf('object', 0, 15)));
});

test('lines out of order: the object does not begin before the calibration is whole', async () => {
  const scan = await newScan(await tempFolder());
  expect(await scan.take(block('object', 0, 5))).toBe('gap');
  await scan.take(block('dark', 0, 3));
  expect(await scan.take(block('dark', 0, 3))).toBe('repeated');
  expect(scan.next).toEqual({ kind: 'air', nextLine: 0 });
});

test('a line that is lost is zeros in its own place, and those after it are not shifted', async () => {
  const scan = await newScan(await tempFolder());
  await scan.take(block('dark', 0, 3));
  await scan.take(block('air', 0, 2));
  await scan.take(block('object', 0, 4));
  await scan.gone(4, 6);
  await scan.take(block('object', 7, 3));
  const { samples, records } = await gatherLines(scan, 'object', 0, 9);
  const lost = new Uint8Array(samplesOf('object', 0, 3).length);
  const expected = Buffer.concat([samplesOf('object', 0, 4), lost, samplesOf('object', 7, 3)]);
  expect(digest(samples)).toBe(digest(expected));
  expect(records.map((r) => r.flags & 1)).toEqual([0, 0, 0, 0, 1, 1, 1, 0, 0, 0]);
  expect(scan.linesLost).toEqual([{ from: 4, to: 6 }]);
});

test('an end that comes before its last lines asks for them', async () => {
  const scan = await newScan(await tempFolder());
  await scan.take(block('dark', 0, 3));
  await scan.take(block('air', 0, 2));
  await scan.take(block('object', 0, 4));
  expect(await scan.end({ lines: 6, sha256: null, reason: 'complete' })).toBe('gap');
  expect(scan.outcome).toBeNull();
});

test('spooled is said only up to what was synced, and never runs ahead of it', async () => {
  const scan = await newScan(await tempFolder());
  const said: number[] = [];
  scan.onSpooled = ({ kind, nextLine }) => {
    if (kind === 'object') said.push(nextLine);
  };
  await scan.take(block('dark', 0, 3));
  await scan.take(block('air', 0, 2));
  await scan.take(block('object', 0, 10));
  expect(said).toEqual([]);
  await scan.take(block('object', 10, 60));
  expect(said).toEqual([70]);
});

test('a block with another number of channels is refused by name', async () => {
  const scan = await newScan(await tempFolder());
  const bad = { ...block('dark', 0, 3), channels: 9 };
  await expect(scan.take(bad)).rejects.toMatchObject({ code: 'lines-channels' });
});

test.each([
  [
    'a byte of it has turned',
    (bytes: Buffer) => bytes.writeUInt8(bytes.readUInt8(bytes.length - 300) ^ 1, bytes.length - 300),
  ],
  ['the file goes on in zeros', (bytes: Buffer) => bytes.fill(0, bytes.length - 300)],
])('damage near the end of the log takes nothing with it that lies before: %s', async (_, damage) => {
  const folder = await tempFolder();
  await sendRest(await newScan(folder));
  const wal = join(folder, 'lines.wal');
  const bytes = await readFile(wal);
  damage(bytes);
  await writeFile(wal, bytes);
  const scan = await recovered(folder);
  expect(scan?.next).toMatchObject({ kind: 'object', nextLine: 35 });
});
