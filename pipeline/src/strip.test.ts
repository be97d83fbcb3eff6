import { keys, StripResult } from '@h986/domain';
import { getJson } from '@h986/stores';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { revisionOf } from './hand-on/revision.ts';
import { analyseStrip } from './strip.ts';
import { makeScan } from './testing/raw-scan.ts';
import { scanIdOf, storeOrder, storeScan, storeStrip } from './testing/store-scan.ts';
import { openTestTools, type TestTools } from './testing/test-tools.ts';

const scanId = scanIdOf(1);
const scan = makeScan({ lines: 300 });
const job = { v: 1, scanId, strip: 0, counter: 1 } as const;
let tools: TestTools;

beforeEach(async () => {
  tools = await openTestTools();
});
afterEach(() => tools.close());

test('a strip is shown before it is analysed', async () => {
  await storeScan(tools.objects, scan, { scanId });
  await analyseStrip(job, tools);
  expect(tools.told.map(({ kind }) => kind)).toEqual(['strip-shown', 'strip-analysed']);
  expect(await tools.objects.head(keys.plane(scanId, 0))).not.toBeNull();
});

test('a strip whose model fails has been shown all the same', async () => {
  await storeScan(tools.objects, scan, { scanId });
  const models = tools.models.map((model) => ({ ...model, run: () => Promise.reject(new Error('bad day')) }));
  await expect(analyseStrip(job, { ...tools, models })).rejects.toThrow('bad day');
  expect(await tools.objects.head(keys.plane(scanId, 0))).not.toBeNull();
});

test('a strip job that runs again does nothing again', async () => {
  await storeScan(tools.objects, scan, { scanId });
  await analyseStrip(job, tools);
  const before = await resultBytes();
  await analyseStrip(job, {
    ...tools,
    models: tools.models.map((m) => ({ ...m, run: () => Promise.reject(new Error()) })),
  });
  expect(await resultBytes()).toEqual(before);
  expect(tools.told).toHaveLength(2);
});

test('of two twins at the same time the first one counts and neither fails', async () => {
  await storeScan(tools.objects, scan, { scanId });
  await Promise.all([analyseStrip(job, tools), analyseStrip(job, tools)]);
  expect((await result()).runs).toMatchObject([{ name: 'outlier', state: 'ran' }]);
});

test('the short strip at the end judges nothing by itself and says where its time went', async () => {
  await storeScan(tools.objects, scan, { scanId });
  await analyseStrip({ ...job, strip: 1 }, tools);
  const { maps, runs, timings } = await result(1);
  expect(maps).toEqual([]);
  expect(runs).toMatchObject([{ state: 'ran' }]);
  expect(Object.keys(timings)).toEqual(expect.arrayContaining(['read', 'calibrate', 'plane', 'write', 'total', 'cpu']));
});

test('samples that are not those of the record are refused by name', async () => {
  await storeOrder(tools.objects, scan, { scanId });
  const other = makeScan({ lines: 300, seed: 2 });
  await storeStrip(tools.objects, other, scanIdOf(2), 0);
  const samples = await tools.objects.get(keys.stripSamples(scanIdOf(2), 0));
  await tools.objects.putOnce(keys.stripSamples(scanId, 0), samples);
  await storeStrip(tools.objects, scan, scanId, 0);
  await expect(analyseStrip(job, tools)).rejects.toMatchObject({ code: 'strip-digest' });
});

test('samples that are cut short are refused by name', async () => {
  await storeOrder(tools.objects, scan, { scanId });
  await tools.objects.putOnce(keys.stripSamples(scanId, 0), new Uint8Array([1, 2, 3]));
  await storeStrip(tools.objects, scan, scanId, 0);
  await expect(analyseStrip(job, tools)).rejects.toMatchObject({ code: 'strip-unreadable' });
});

test('a job that is quicker than its objects is told that they are missing', async () => {
  await storeOrder(tools.objects, scan, { scanId });
  await expect(analyseStrip(job, tools)).rejects.toMatchObject({ code: 'object-missing' });
});

async function resultKey(strip: number): Promise<string> {
  return keys.stripResult(scanId, await revisionOf(tools.objects, scanId, { ...tools, counter: 1 }), strip);
}
async function resultBytes(): Promise<Uint8Array> {
  return tools.objects.get(await resultKey(0));
}
async function result(strip = 0): Promise<StripResult> {
  return getJson(tools.objects, await resultKey(strip), StripResult);
}
