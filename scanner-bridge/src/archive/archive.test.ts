import { type AssemblyJob, Calibration, keys, Order, Seal, STRIP_LINES, Strip, type StripJob } from '@h986/domain';
import { getJson, openFolderStore, openLog } from '@h986/stores';
import { expect, test } from 'vitest';
import { SpooledScan } from '../spool/spooled-scan.ts';
import { block, digest, opened, samplesOf, tempFolder } from '../testing/scans.ts';
import { type ArchiveTools, archive } from './archive.ts';
import { verifyStored } from './hand-over.ts';
import { digestOfStored } from './samples.ts';

async function tools(): Promise<ArchiveTools & { jobs: StripJob[] }> {
  const jobs: StripJob[] = [];
  return {
    objects: await openFolderStore(await tempFolder()),
    jobs,
    strips: { add: async (job) => void jobs.push(job), close: async () => {} },
    assembly: { add: async (_: AssemblyJob) => {}, close: async () => {} },
    progress: { tell: () => {}, close: async () => {} },
    log: openLog('test', 'silent'),
  };
}

async function scanOf(lines: number, overrides = {}): Promise<SpooledScan> {
  const scan = await SpooledScan.create(await tempFolder(), opened(overrides));
  await scan.take(block('dark', 0, 3));
  await scan.take(block('air', 0, 2));
  for (let at = 0; at < lines; at += 50) await scan.take(block('object', at, Math.min(50, lines - at)));
  await scan.end({ lines, sha256: digest(samplesOf('object', 0, lines)), reason: 'complete' });
  return scan;
}

test.each([
  1,
  STRIP_LINES - 1,
  STRIP_LINES,
  STRIP_LINES + 1,
  3 * STRIP_LINES,
])('a scan of %i lines is sealed bit-exact, strip by strip', async (lines) => {
  const scan = await scanOf(lines);
  const at = await tools();
  const seal = await archive(scan, at);
  expect(seal).toMatchObject({ lines, extent: 'whole', scannerDigestAgrees: true, linesLost: [] });
  expect(seal?.sha256).toBe(digest(samplesOf('object', 0, lines)));
  expect(seal?.strips).toHaveLength(Math.ceil(lines / STRIP_LINES));
  expect(at.jobs.map((job) => job.strip)).toEqual(seal?.strips.map((_, n) => n));
  const strip = await getJson(at.objects, keys.strip(scan.scanId, 0), Strip);
  expect(await digestOfStored(at.objects, keys.stripSamples(scan.scanId, 0))).toBe(strip.sha256);
  await scan.close();
});

test('archiving again after a crash at any step changes nothing that is stored', async () => {
  const scan = await scanOf(600);
  const at = await tools();
  const first = await archive(scan, at);
  expect(await archive(scan, at)).toEqual(first);
  expect(await getJson(at.objects, keys.seal(scan.scanId), Seal)).toEqual(first);
  await scan.close();
});

test('dark and air lie with the scan as they were acquired', async () => {
  const scan = await scanOf(10);
  const at = await tools();
  await archive(scan, at);
  const calibration = await getJson(at.objects, keys.calibration(scan.scanId), Calibration);
  expect(calibration).toMatchObject({ darkLines: 3, airLines: 2, airDose: { high: 1000, low: 900 } });
  const samples = Buffer.concat([samplesOf('dark', 0, 3), samplesOf('air', 0, 2)]);
  expect(calibration.sha256).toBe(digest(samples));
  await scan.close();
});

test('a scan that nobody ordered says so itself', async () => {
  const scan = await scanOf(10, { unsolicited: true });
  const at = await tools();
  await archive(scan, at);
  const order = await getJson(at.objects, keys.order(scan.scanId), Order);
  expect(order).toMatchObject({ origin: 'unsolicited', containers: [] });
  await scan.close();
});

test('a scanner whose digest is not ours is written into the seal', async () => {
  const scan = await SpooledScan.create(await tempFolder(), opened());
  await scan.take(block('dark', 0, 3));
  await scan.take(block('air', 0, 2));
  await scan.take(block('object', 0, 5));
  await scan.end({ lines: 5, sha256: digest(new Uint8Array(1)), reason: 'complete' });
  expect(await archive(scan, await tools())).toMatchObject({ scannerDigestAgrees: false });
  await scan.close();
});

test('the spool is not let go while a stored strip is not what was sealed', async () => {
  const scan = await scanOf(10);
  const at = await tools();
  const seal = await archive(scan, at);
  const wrong = { ...(seal as Seal), strips: [digest(new Uint8Array(2))] };
  await expect(verifyStored(wrong, at)).rejects.toMatchObject({ code: 'object-damaged' });
  await scan.close();
});
