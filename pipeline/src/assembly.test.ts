import { keys, type Seal } from '@h986/domain';
import { jsonBytes } from '@h986/stores';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { assemble, deadlineOf } from './assembly.ts';
import { analyseStrip } from './strip.ts';
import { makeScan, type ScanOptions } from './testing/raw-scan.ts';
import { scanIdOf, sealOf, storeOrder, storeScan, storeStrip } from './testing/store-scan.ts';
import { analyseScan, openTestTools, readResult, type TestTools } from './testing/test-tools.ts';

const scanId = scanIdOf(1);
const job = { v: 1, scanId, counter: 1 } as const;
const even: ScanOptions = { lines: 600, transmission: () => ({ high: 0.3, low: 0.26 }) };
let tools: TestTools;

beforeEach(async () => {
  tools = await openTestTools();
});
afterEach(() => tools.close());

describe('a whole scan', () => {
  test('of an even load is clear: both algorithms ran and nothing is found', async () => {
    const result = await analyseScan(tools, makeScan(even), scanId);
    expect(result.verdict).toMatchObject({ kind: 'clear', reasons: [] });
    expect(result.runs.map(({ name, state }) => `${name} ${state}`)).toEqual(['integrity ran', 'outlier ran']);
    expect(result).toMatchObject({ findings: [], strips: 3, stripsMissing: [], lines: 600 });
  });

  test('has its pictures, its timings and the digests of its models', async () => {
    const result = await analyseScan(tools, makeScan(even), scanId);
    for (const key of [result.heatMapKey, result.previewKey])
      expect(await tools.objects.head(key ?? '-')).not.toBeNull();
    expect(Object.keys(result.timings)).toEqual(expect.arrayContaining(['strips.inferenceCpu', 'assembly.total']));
    expect(result.models).toEqual({ outlier: tools.models[0]?.card.sha256 });
  });

  test('with a block of lead in it is suspicious, and says where in pixels and mm', async () => {
    // 100 x 60 mm across the strips' seam, 60 mm deep: e^-3 at 6 MeV.
    const inBlock = (x: number, y: number): boolean => x >= 250 && x < 262 && y >= 90 && y < 98;
    const transmission = (x: number, y: number) =>
      inBlock(x, y) ? { high: 0.015, low: 0.012 } : { high: 0.3, low: 0.26 };
    const { verdict, findings } = await analyseScan(tools, makeScan({ ...even, transmission }), scanId);
    expect(verdict).toMatchObject({ kind: 'suspicious', reasons: [{ code: 'finding', subject: 'f1' }] });
    expect(findings).toMatchObject([{ kind: 'outlier-dense', reason: { code: 'denser-than-surroundings' } }]);
    const [{ boxPx, boxMm } = { boxPx: { x: 0, y: 0 }, boxMm: { x: 0, y: 0 } }] = findings;
    expect(Math.abs(boxPx.x - 254)).toBeLessThan(8);
    expect(Math.abs(boxPx.y - 92)).toBeLessThan(8);
    expect(boxMm).toMatchObject({ x: boxPx.x * 8, y: boxPx.y * 8 });
  });

  test('with lost lines shows them as findings and is inconclusive', async () => {
    const result = await analyseScan(tools, makeScan({ ...even, lost: [{ from: 300, to: 311 }] }), scanId);
    expect(result.verdict).toMatchObject({ kind: 'inconclusive', reasons: [{ code: 'lines-lost' }] });
    expect(result.findings).toMatchObject([{ id: 'f1', kind: 'lines-lost', boxPx: { x: 300, y: 0, w: 12, h: 160 } }]);
  });
});

describe('what is wrong with a scan makes it inconclusive', () => {
  const sealedAs = async (change: Partial<Seal>) => {
    const scan = makeScan(even);
    await storeOrder(tools.objects, scan, { scanId });
    for (const strip of [0, 1, 2]) await storeStrip(tools.objects, scan, scanId, strip);
    await tools.objects.putOnce(keys.seal(scanId), jsonBytes({ ...sealOf(scan, { scanId }), ...change }));
    for (const strip of [0, 1, 2]) await analyseStrip({ ...job, strip }, tools);
    await assemble(job, Date.now(), tools);
    return readResult(tools, scanId);
  };

  test('a strip that is not the sealed one', async () => {
    const { strips } = sealOf(makeScan({ ...even, seed: 9 }), { scanId });
    const { runs, verdict } = await sealedAs({ strips });
    expect(runs[0]).toMatchObject({ name: 'integrity', state: 'failed', reason: 'strip-digest' });
    expect(verdict.kind).toBe('inconclusive');
  });

  test('a scanner whose digest is not ours', async () => {
    const { runs, verdict } = await sealedAs({ scannerDigestAgrees: false });
    expect(runs[0]).toMatchObject({ name: 'integrity', state: 'failed', reason: 'scanner-digest' });
    expect(verdict.kind).toBe('inconclusive');
  });

  test('a scan that was cut short', async () => {
    expect((await sealedAs({ extent: 'partial', reason: 'scanner-gone' })).verdict.kind).toBe('inconclusive');
  });
});

test('a scan without a line is inconclusive', async () => {
  const result = await analyseScan(tools, makeScan({ lines: 0 }), scanId);
  expect(result).toMatchObject({ verdict: { kind: 'inconclusive' }, heatMapKey: null, previewKey: null, strips: 0 });
});

describe('while strips are missing', () => {
  const sealedAt = new Date('2026-11-23T10:00:00Z');
  const at = (afterSealMs: number): number => sealedAt.getTime() + afterSealMs;

  beforeEach(async () => {
    await storeScan(tools.objects, makeScan(even), { scanId, sealedAt, triggeredAt: sealedAt });
    for (const strip of [0, 2]) await analyseStrip({ ...job, strip }, tools);
  });

  test('the assembly asks to be called again, and writes nothing', async () => {
    const outcome = await assemble(job, at(0), { ...tools, now: () => at(5_000) });
    expect(outcome).toEqual({ state: 'waiting', until: at(5_200) });
    await expect(readResult(tools, scanId)).rejects.toMatchObject({ code: 'object-missing' });
    expect(tools.added.results).toEqual([]);
  });

  test('past the deadline they count as timed out and the scan goes to a person', async () => {
    await assemble(job, at(0), { ...tools, now: () => at(30_001) });
    const { runs, verdict, stripsMissing } = await readResult(tools, scanId);
    expect(runs.map(({ name, state }) => `${name} ${state}`)).toEqual(['integrity timed-out', 'outlier timed-out']);
    expect({ kind: verdict.kind, stripsMissing }).toEqual({ kind: 'inconclusive', stripsMissing: [1] });
    expect(tools.added.results).toHaveLength(1);
  });

  test('one that comes after the result starts a new revision, which has it', async () => {
    await assemble(job, at(0), { ...tools, now: () => at(30_001) });
    await analyseStrip({ ...job, strip: 1 }, tools);
    const next = { v: 1, scanId, counter: 2 } as const;
    expect(tools.added.strips).toEqual([0, 1, 2].map((strip) => ({ ...next, strip })));
    expect(tools.added.assembly).toEqual([next]);
    for (const strip of tools.added.strips) await analyseStrip(strip, tools);
    await assemble(next, at(0), tools);
    expect(await readResult(tools, scanId, 2)).toMatchObject({ verdict: { kind: 'clear' }, stripsMissing: [] });
  });

  test('one that comes while the result is being written is not forgotten', async () => {
    // The strip's job looks for a result before there is one; the assembly must see the strip.
    const late: TestTools['objects']['putOnce'] = async (key, bytes) => {
      if (key.endsWith('result.json')) await analyseStrip({ ...job, strip: 1 }, tools);
      return tools.objects.putOnce(key, bytes);
    };
    const objects = { ...tools.objects, putOnce: late };
    await assemble(job, at(0), { ...tools, objects, now: () => at(30_001) });
    expect(tools.added.assembly).toEqual([{ v: 1, scanId, counter: 2 }]);
  });

  test('no more than three revisions are started', async () => {
    const third = { ...job, counter: 3 };
    await assemble(third, at(0), { ...tools, now: () => at(30_001) });
    for (const strip of [0, 1, 2]) await analyseStrip({ ...third, strip }, tools);
    expect(tools.added).toMatchObject({ strips: [], assembly: [] });
  });
});

test('an assembly that runs again writes nothing again and hands on again', async () => {
  await analyseScan(tools, makeScan(even), scanId);
  const first = await readResult(tools, scanId);
  await assemble(job, Date.now(), { ...tools, now: () => 0 });
  expect(await readResult(tools, scanId)).toEqual(first);
  expect(tools.added.results).toEqual([1, 2].map(() => ({ v: 1, scanId, revision: first.revision })));
});

test('an assembly without a seal is tried again', async () => {
  await storeOrder(tools.objects, makeScan(even), { scanId });
  await expect(assemble(job, Date.now(), tools)).rejects.toMatchObject({ code: 'object-missing' });
});

test.each([
  ['30 s after the seal', 10, 40, 0, 70],
  ['100 s after the trigger', 0, 90, 0, 100],
  ['10 s after a late hand-over', 0, 40, 500, 510],
])('the deadline is %s', (_, trigger, seal, handedOver, deadline) => {
  const time = (s: number): string => new Date(s * 1000).toISOString();
  const until = deadlineOf({ sealedAt: time(seal) }, { triggeredAt: time(trigger) }, handedOver * 1000, tools.patience);
  expect(until).toBe(deadline * 1000);
});
