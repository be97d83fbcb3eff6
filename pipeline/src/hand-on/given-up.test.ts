import { keys, StripResult } from '@h986/domain';
import { getJson } from '@h986/stores';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { assemble } from '../assembly.ts';
import { analyseStrip } from '../strip.ts';
import { makeScan } from '../testing/raw-scan.ts';
import { scanIdOf, storeScan } from '../testing/store-scan.ts';
import { openTestTools, readResult, type TestTools } from '../testing/test-tools.ts';
import { type RecordTools, reasonOf, recordAssemblyGivenUp, recordStripGivenUp } from './given-up.ts';

const scanId = scanIdOf(1);
const job = { v: 1, scanId, counter: 1 } as const;
const killed = new Error('Unexpected exit code: null signal: SIGKILL');
let tools: TestTools;
let recordTools: RecordTools;

beforeEach(async () => {
  tools = await openTestTools();
  recordTools = tools;
  await storeScan(tools.objects, makeScan({ lines: 300 }), { scanId });
});
afterEach(() => tools.close());

test('a strip whose worker dies each time is recorded as failed, and the scan is inconclusive', async () => {
  await recordStripGivenUp({ ...job, strip: 0 }, killed, recordTools);
  await analyseStrip({ ...job, strip: 1 }, tools);
  await assemble(job, Date.now(), tools);
  const { runs, verdict, findings } = await readResult(tools, scanId);
  expect(runs[1]).toMatchObject({ name: 'outlier', version: '1.0.0', state: 'failed', reason: 'worker-exited' });
  expect(findings).toEqual([]);
  expect(verdict.kind).toBe('inconclusive');
});

test('a strip that cannot be read fails the check of integrity too', async () => {
  await recordStripGivenUp({ ...job, strip: 0 }, Object.assign(new Error('x'), { code: 'strip-digest' }), recordTools);
  const { revision } = await finish();
  const { runs } = await getJson(tools.objects, keys.stripResult(scanId, revision, 0), StripResult);
  expect(runs.map(({ name, reason }) => `${name} ${reason}`)).toEqual([
    'integrity strip-digest',
    'outlier strip-digest',
  ]);
});

test('a strip given up after its twin was done stays done', async () => {
  await analyseStrip({ ...job, strip: 0 }, tools);
  await recordStripGivenUp({ ...job, strip: 0 }, killed, recordTools);
  expect((await finish()).verdict.kind).toBe('clear');
});

test('an assembly given up leaves a result that is inconclusive, handed on', async () => {
  await recordAssemblyGivenUp(job, killed, recordTools);
  const { runs, verdict, revision } = await readResult(tools, scanId);
  expect(runs.map(({ name, state }) => `${name} ${state}`)).toEqual(['integrity failed', 'outlier failed']);
  expect(verdict.kind).toBe('inconclusive');
  expect(tools.added.results).toEqual([{ v: 1, scanId, revision }]);
});

test('an assembly given up after its result was written hands that on', async () => {
  await finish();
  await recordAssemblyGivenUp(job, killed, recordTools);
  expect((await readResult(tools, scanId)).verdict.kind).toBe('clear');
  expect(tools.added.results).toHaveLength(2);
});

test.each([
  [killed, 'worker-exited'],
  [new Error('job stalled more than allowable limit'), 'worker-exited'],
  [Object.assign(new Error('x'), { code: 'model-digest' }), 'model-digest'],
  [Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), 'unexpected'],
  [new Error('x'), 'unexpected'],
])('%s is given as a reason in our words', (error, reason) => {
  expect(reasonOf(error)).toBe(reason);
});

async function finish() {
  for (const strip of [0, 1]) await analyseStrip({ ...job, strip }, tools);
  await assemble(job, Date.now(), tools);
  return readResult(tools, scanId);
}
