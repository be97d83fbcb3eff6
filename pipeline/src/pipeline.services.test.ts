import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keys, type ResultJob, readConfig, ScanResult, type StripJob } from '@h986/domain';
import { getJson, jobKinds, type ObjectStore, openFolderStore, openLog, openWorker } from '@h986/stores';
import { firstAnswer, type RunningRedis, startRedis } from '@h986/stores/provision';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { PipelineEnv, queueOptions } from './config.ts';
import type { Fault } from './testing/faults.ts';
import { type ModelsFolder, openModelsFolder } from './testing/models-folder.ts';
import { makeScan } from './testing/raw-scan.ts';
import { scanIdOf, sealOf, storeOrder, storeScan, storeStrip } from './testing/store-scan.ts';
import { openHandOn } from './workers/open-tools.ts';
import { openPipeline } from './workers/workers.ts';

const scanId = scanIdOf(1);
const scan = makeScan({ lines: 600, transmission: () => ({ high: 0.3, low: 0.26 }) });
const STRIPS = [0, 1, 2];
const counter = 1;
const within = { timeout: 150_000, interval: 50 };
const log = openLog('pipeline-test', 'silent');

let redis: RunningRedis;
let folder: string;
let models: ModelsFolder;
let env: PipelineEnv;
let objects: ObjectStore;
let handOn: ReturnType<typeof openHandOn>['handOn'];
let results: ResultJob[];
const open: { close(): Promise<unknown> }[] = [];

beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis?.stop());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pipeline-services-'));
  vi.stubEnv('REDIS_URL', redis.url);
  vi.stubEnv('QUEUE_PREFIX', `test-${randomUUID()}`);
  vi.stubEnv('OBJECT_FOLDER', join(folder, 'objects'));
  vi.stubEnv('WORKERS', '1');
  models = await openModelsFolder();
  await models.addOutlier();
  vi.stubEnv('MODELS_DIR', models.path);
  vi.stubEnv('POLICY', 'baseline');
  // How soon an assembly goes on alone is none of these tests' business, but of the one whose scan is older than this.
  vi.stubEnv('AFTER_SEAL_MS', '600000');
  vi.stubEnv('AFTER_TRIGGER_MS', '600000');
  env = readConfig(PipelineEnv, process.env);
  objects = await openFolderStore(env.OBJECT_FOLDER);
  const sending = openHandOn(env);
  handOn = sending.handOn;
  results = [];
  const records = openWorker(
    jobKinds.results,
    async (job) => {
      results.push(job);
    },
    { ...queueOptions(env), log },
  );
  open.push(objects, sending, records);
});
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
  vi.unstubAllEnvs();
  await models.close();
  await rm(folder, { recursive: true, force: true });
});

/** Real workers with real sandboxed processes, which fail as told. */
async function start(faults: { strip?: Fault; assembly?: Fault } = {}): Promise<void> {
  // One variable for both kinds of process: what is faulty is which module they run.
  vi.stubEnv('FAULT', faults.strip ?? faults.assembly ?? 'none');
  vi.stubEnv('FAULT_FOLDER', folder);
  const module = (name: string): URL => new URL(`./testing/faulty-${name}.processor.ts`, import.meta.url);
  const pipeline = await openPipeline(readConfig(PipelineEnv, process.env), {
    log,
    ...(faults.strip ? { stripProcessor: module('strip') } : {}),
    ...(faults.assembly ? { assemblyProcessor: module('assembly') } : {}),
  });
  open.push(pipeline);
}

async function handOver(strips: readonly number[] = STRIPS): Promise<void> {
  for (const strip of strips) await handOn.strips.add({ v: 1, scanId, strip, counter } satisfies StripJob);
  await handOn.assembly.add({ v: 1, scanId, counter });
}

/** The result that the records are told of. */
async function result(nth = 0): Promise<ScanResult> {
  await vi.waitFor(() => expect(results.length).toBeGreaterThan(nth), within);
  return getJson(objects, keys.result(scanId, (results[nth] as ResultJob).revision), ScanResult);
}

const states = ({ runs }: ScanResult): string[] =>
  runs.map(({ name, state, reason }) => `${name} ${state} ${reason}`.trim());

describe('a scan on the real queue', () => {
  test('gets a result that is handed on once', async () => {
    await start();
    await storeScan(objects, scan, { scanId });
    await handOver();
    const found = await result();
    expect(states(found)).toEqual(['integrity ran', 'outlier ran']);
    expect(found.verdict.kind).toBe('clear');
    expect(results).toHaveLength(1);
  });

  test('is assembled when its strips come after the assembly began to wait', async () => {
    await start();
    await storeScan(objects, scan, { scanId });
    await handOver([0]);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(results).toEqual([]);
    for (const strip of [1, 2]) await handOn.strips.add({ v: 1, scanId, strip, counter });
    expect((await result()).verdict.kind).toBe('clear');
  });

  test('handed over twice has one result, with every strip written once', async () => {
    await start();
    await storeScan(objects, scan, { scanId });
    await handOver();
    const first = await result();
    // A job that has not quite ended swallows the one that comes again.
    await vi.waitFor(
      async () => {
        await handOver();
        expect(results.length).toBeGreaterThan(1);
      },
      { ...within, interval: 500 },
    );
    expect(await result(1)).toEqual(first);
    expect(await readdir(join(env.OBJECT_FOLDER, keys.results(scanId)))).toHaveLength(1);
  });
});

describe('what goes wrong is inconclusive, never clear', () => {
  test('a model that throws at each attempt', async () => {
    await start({ strip: 'model-throws' });
    await storeScan(objects, scan, { scanId });
    await handOver();
    const found = await result();
    expect(states(found)).toEqual(['integrity ran', 'outlier failed model-failed']);
    expect(found.verdict.kind).toBe('inconclusive');
  });

  test('a process that is killed at each attempt', async () => {
    await start({ strip: 'killed-in-model' });
    await storeScan(objects, scan, { scanId });
    await handOver();
    const found = await result();
    expect(states(found)).toEqual(['integrity ran', 'outlier failed worker-exited']);
    expect(found.verdict.kind).toBe('inconclusive');
  });

  test('an assembly that is killed at each attempt', async () => {
    await start({ assembly: 'killed-in-assembly' });
    await storeScan(objects, scan, { scanId });
    await handOver();
    const found = await result();
    expect(states(found)).toEqual(['integrity failed worker-exited', 'outlier failed worker-exited']);
    expect(found.verdict.kind).toBe('inconclusive');
  });

  test('a model that is swapped for another while the workers run', async () => {
    await start();
    await writeFile(models.file('outlier/1.0.0', 'model.onnx'), 'another');
    await storeScan(objects, scan, { scanId });
    await handOver();
    const found = await result();
    expect(states(found)).toEqual(['integrity ran', 'outlier failed model-digest']);
    expect(found.verdict.kind).toBe('inconclusive');
  });
});

test('workers start with a model that is not the file of its card; the picture is there, and the scan says so', async () => {
  await writeFile(models.file('outlier/1.0.0', 'model.onnx'), 'another');
  await start();
  await storeScan(objects, scan, { scanId });
  await handOver();
  const found = await result();
  expect(states(found)).toEqual(['integrity ran', 'outlier failed model-digest']);
  expect(found).toMatchObject({ verdict: { kind: 'inconclusive' }, heatMapKey: null });
  expect(found.previewKey).not.toBeNull();
});

test('a strip that comes after the deadline is timed out first, and in a second revision after', async () => {
  const longAgo = new Date(Date.now() - 3_600_000);
  await start();
  await storeScan(objects, scan, { scanId, sealedAt: longAgo, triggeredAt: longAgo });
  for (const strip of [0, 2]) await handOn.strips.add({ v: 1, scanId, strip, counter });
  // A late hand-over gives them 10 s, which a process that is still starting may need.
  await vi.waitFor(async () => {
    for (const strip of [0, 2]) expect(await objects.head(keys.plane(scanId, strip))).not.toBeNull();
  }, within);
  await handOver([]);
  const first = await result();
  expect(states(first)).toEqual(['integrity timed-out strip-missing', 'outlier timed-out strip-missing']);
  expect(first.verdict.kind).toBe('inconclusive');

  await handOn.strips.add({ v: 1, scanId, strip: 1, counter });
  const second = await result(1);
  expect(second.revision).toMatch(/^2-/);
  expect(states(second)).toEqual(['integrity ran', 'outlier ran']);
});

test('a worker killed between the result and its hand-on hands on when the job runs again', async () => {
  await start({ assembly: 'killed-before-hand-on' });
  await storeScan(objects, scan, { scanId });
  await handOver();
  expect((await result()).verdict.kind).toBe('clear');
  expect(await readdir(folder)).toContain('fault-happened');
});

test('a queue that is emptied in the middle loses nothing that is handed over again', async () => {
  await start();
  await storeOrder(objects, scan, { scanId });
  await storeStrip(objects, scan, scanId, 0);
  await handOn.strips.add({ v: 1, scanId, strip: 0, counter });
  await vi.waitFor(async () => expect(await objects.head(keys.plane(scanId, 0))).not.toBeNull(), within);
  for (const strip of [1, 2]) await storeStrip(objects, scan, scanId, strip);
  await handOn.strips.add({ v: 1, scanId, strip: 1, counter });
  await vi.waitFor(async () => {
    expect(String(await firstAnswer(redis.port, Buffer.from('FLUSHALL\r\n')))).toContain('OK');
  }, within);

  await objects.putOnce(keys.seal(scanId), Buffer.from(JSON.stringify(sealOf(scan, { scanId }))));
  await handOver();
  expect((await result()).verdict.kind).toBe('clear');
  expect(await readdir(join(env.OBJECT_FOLDER, keys.results(scanId)))).toHaveLength(1);
});
