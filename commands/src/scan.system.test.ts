import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { defaultPolicy } from '@h986/domain';
import { phantomScan, profileOf, scaledProfile, writeStoredScan } from '@h986/fixtures';
import { encodeNpy } from '@h986/imaging';
import { openLog } from '@h986/stores';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type House, repository, startHouse } from './house/house.ts';
import { type Running, runningFile } from './house/running.ts';
import type { ScanReport } from './scan/send.ts';
import { PATIENT } from './testing/patient.ts';

const run = promisify(execFile);
const ROWS = 120;
const COLUMNS = 600;
let folder: string;
let file: string;
let digest: string;
/** What `npm start` would run, for scans with `--running`. */
let house: House;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'h986-command-'));
  file = join(folder, 'scan.npy');
  const samples = Uint16Array.from({ length: ROWS * COLUMNS * 2 }, (_, i) => 20_000 + ((i * 7919) % 30_000));
  await writeFile(file, encodeNpy({ rows: ROWS, columns: COLUMNS, samples }));
  // Acquisition order, written out once more: column by column, the high energy's rows, then the low energy's.
  const hash = createHash('sha256');
  for (let column = 0; column < COLUMNS; column++) {
    for (const energy of [0, 1]) {
      const line = Buffer.alloc(ROWS * 2);
      for (let row = 0; row < ROWS; row++)
        line.writeUInt16LE(samples[(row * COLUMNS + column) * 2 + energy] ?? 0, row * 2);
      hash.update(line);
    }
  }
  digest = hash.digest('hex');

  const dataDir = join(folder, 'data');
  house = await startHouse({ dataDir, lanes: [], log: openLog('test', 'silent'), env: PATIENT });
  const running: Running = { url: house.url, pid: process.pid, dataDir, stores: house.stores };
  await writeFile(runningFile(dataDir), JSON.stringify(running));
});
afterAll(() => house?.stop());

const scan = (...args: string[]) =>
  run(process.execPath, [join(repository, 'commands/src/scan.ts'), ...args], {
    env: { ...process.env, ...PATIENT, DATA_DIR: join(folder, 'data') },
  });

function expectWhole(stdout: string, lines: number): ScanReport {
  const report = JSON.parse(stdout) as ScanReport;
  expect(report).toMatchObject({ lines, linesLost: 0 });
  // What is no truck may have no container that the locator finds, and then it says so.
  // A stored scan's scanner may be one whose fan is not known.
  const excused = ['locator-doubt', 'scanner-unknown', 'container-unknown'];
  const ended = report.algorithms.filter(({ state, reason }) => state === 'ran' || excused.includes(reason));
  const names = ended.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(defaultPolicy.required.map(({ name }) => name)));
  expect(report.timings.stages).not.toEqual({});
  return report;
}

test('a stored scan goes through the whole system, cut 25 times, and every sample comes back from the object store', async () => {
  const { stdout } = await scan(file, '--container', 'MSKU0000006', '--rate', '400', '--cuts', '25', '--json');
  expect(expectWhole(stdout, COLUMNS).rawSha256).toBe(digest);
});

test('a phantom, raw as its scanner would send it, goes through the running system as it was made', async () => {
  const profile = scaledProfile(profileOf('h986-6-4'), 2);
  const { scan: phantom } = phantomScan({ seed: 3, family: 'rice', container: '20GP', threat: 'gold', profile });
  await writeStoredScan(folder, 'phantom', phantom);
  const { stdout } = await scan(join(folder, 'phantom.scan.json'), '--running', '--rate', 'max', '--json');
  const { buffer, byteOffset, byteLength } = phantom.samples;
  const sent = createHash('sha256')
    .update(new Uint8Array(buffer, byteOffset, byteLength))
    .digest('hex');
  expect(expectWhole(stdout, phantom.lines).rawSha256).toBe(sent);
});

const real = join(repository, '../shared/real-scans/steel-coils.npy');
test.skipIf(!existsSync(real))(
  'a real scan, where one is at hand, with cuts and without, is the same scan',
  async () => {
    const [calm, cut] = await Promise.all([
      scan(real, '--container', 'MSKU0000006', '--running', '--rate', 'max', '--json'),
      scan(real, '--container', 'MSKU0000006', '--running', '--rate', '600', '--cuts', '25', '--json'),
    ]);
    const first = expectWhole(calm.stdout, 1451);
    const second = expectWhole(cut.stdout, 1451);
    expect(second.rawSha256).toBe(first.rawSha256);
    expect(second.findings).toEqual(first.findings);
  },
);

describe('bad input is refused by name and nothing else is said on standard output', () => {
  test.each([
    ['a wrong check digit', 'container-number-check-digit', () => [file, '--container', 'MSKU0000005', '--json']],
    ['no container number at all', 'container-number-shape', () => [file, '--container', 'X', '--json']],
    ['a truncated file', 'npy-truncated', () => [join(folder, 'short.npy'), '--json']],
    ['a file of another kind', 'picture-type', () => [join(folder, 'scan.png'), '--json']],
    ['no file', 'usage', () => ['--json']],
    ['no such file', 'ENOENT', () => [join(folder, 'none.npy')]],
  ])('%s', async (_, code, args) => {
    await writeFile(
      join(folder, 'short.npy'),
      encodeNpy({ rows: 8, columns: 8, samples: new Uint16Array(128) }).subarray(0, 200),
    );
    await writeFile(join(folder, 'scan.png'), new Uint8Array(8));
    const failure = await scan(...args()).catch((error: { code: number; stdout: string; stderr: string }) => error);
    expect(failure).toMatchObject({ code: 1, stdout: '' });
    expect(failure.stderr).toContain(code);
  });
});
