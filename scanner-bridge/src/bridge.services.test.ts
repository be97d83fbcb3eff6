import { keys, ScanId } from '@h986/domain';
import type { Misbehaviour } from '@h986/fixtures';
import { type RunningRedis, startRedis } from '@h986/stores/provision';
import { afterAll, test as anyTest, beforeAll, expect } from 'vitest';
import { type BenchLane, type BenchOptions, digestOfTruck, openBenchLane } from './testing/bench-lane.ts';

let redis: RunningRedis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

/** Each test has lanes of its own. What they do is mostly to wait, so several do it at once. */
const test = anyTest.extend('open', async ({ onTestFinished }) => {
  return async (options: Omit<BenchOptions, 'redisUrl'> = {}): Promise<BenchLane> => {
    const lane = await openBenchLane({ redisUrl: redis.url, ...options });
    onTestFinished(() => lane.close());
    return lane;
  };
});

async function expectWhole(lane: BenchLane, scanId: ScanId): Promise<void> {
  const seal = await lane.sealOf(scanId);
  expect(seal).toMatchObject({ extent: 'whole', linesLost: [], lines: lane.truck.lines, scannerDigestAgrees: true });
  expect(await lane.storedDigest(scanId)).toBe(digestOfTruck(lane.truck));
}

test.concurrent('an ordered scan is armed, received and sealed bit-exact', async ({ open }) => {
  const lane = await open();
  await expectWhole(lane, await lane.order());
});

const harmless: [string, Misbehaviour][] = [
  ['the connection is cut 25 times', { cut: { times: 25 } }],
  ['it is cut in the middle of a frame', { cutMidFrame: { times: 3 } }],
  ['blocks are dropped', { drop: { times: 4 } }],
  ['blocks are repeated', { repeat: { times: 4 } }],
  ['blocks come in the wrong order', { swap: { times: 3 } }],
  ['payloads are damaged', { corruptPayload: { times: 3 } }],
  ['headers are damaged', { corruptHeader: { times: 2 } }],
  ['a frame has the wrong magic', { wrongMagic: [100] }],
  ['a frame has the wrong version', { wrongVersion: [100] }],
  ['a frame states an oversized length', { oversizedLength: [100] }],
  ['a block has fewer samples than it says', { wrongShape: [100] }],
  ['everything comes in pieces of 7 bytes', { fragmentBytes: 7 }],
  ['the scanner stalls for a while', { stall: [200], stallMs: 1_500 }],
  ['the connection is only half there', { halfOpen: [200] }],
];
test.concurrent.for(harmless)('no line is lost or shifted when %s', async ([, misbehave], { open }) => {
  const lane = await open({ misbehave });
  await expectWhole(lane, await lane.order());
});

test.concurrent('a bridge that is started again in mid-scan goes on at the next line', async ({ open }) => {
  const lane = await open({ lineRateHz: 400 });
  const scanId = await lane.order();
  await lane.until('a strip', () => lane.objects.head(keys.strip(scanId, 0)));
  await lane.restart();
  await expectWhole(lane, scanId);
});

test.concurrent('lines that the scanner no longer has are recorded as lost, in their place', async ({ open }) => {
  const lane = await open({ misbehave: { forget: [{ from: 100, to: 119 }] } });
  const seal = await lane.sealOf(await lane.order());
  expect(seal).toMatchObject({ extent: 'whole', lines: 600, linesLost: [{ from: 100, to: 119 }] });
});

test.concurrent('a scanner that dies in mid-scan leaves a partial scan, not none', async ({ open }) => {
  const lane = await open({ lines: 1_500, lineRateHz: 300, giveUpMs: 2_000 });
  const scanId = await lane.order();
  await lane.until('a strip', () => lane.objects.head(keys.strip(scanId, 0)));
  lane.simulator.setMisbehaviour({ dieAt: 0 });
  const seal = await lane.sealOf(scanId);
  expect(seal).toMatchObject({ extent: 'partial', reason: 'scanner-gone' });
  expect(seal.lines).toBeGreaterThanOrEqual(256);
});

test.concurrent.for<[string, Misbehaviour]>([
  ['a fault', { faultAt: 300 }],
  ['an interlock that opens', { interlockAt: 300 }],
])('%s in mid-scan leaves a partial scan', async ([, misbehave], { open }) => {
  const lane = await open({ misbehave });
  const seal = await lane.sealOf(await lane.order());
  expect(seal).toMatchObject({ extent: 'partial', reason: 'scanner-fault', lines: 300 });
});

test.concurrent('a digest that is not ours is kept with the seal', async ({ open }) => {
  const lane = await open({ misbehave: { wrongDigest: true } });
  expect(await lane.sealOf(await lane.order())).toMatchObject({ extent: 'whole', scannerDigestAgrees: false });
});

test.describe.concurrent('an order arms a scanner at most once', () => {
  test('when its job comes three times', async ({ open }) => {
    const lane = await open();
    const scanId = await lane.order();
    await lane.sendOrder({ scanId });
    await expectWhole(lane, scanId);
    await lane.sendOrder({ scanId });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await lane.scanIds()).toEqual([scanId]);
  });

  test('when another bridge has armed it before', async ({ open }) => {
    const lane = await open();
    const scanId = ScanId.parse('01ARZ3NDEKTSV4RRFFQ69G5FAV');
    await lane.objects.putOnce(keys.armed(scanId), new Uint8Array([1]));
    await lane.order({ scanId });
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await lane.objects.head(keys.strip(scanId, 0))).toBeNull();
    expect(await lane.objects.head(keys.refused(scanId))).toBeNull();
  });

  test('not at all when it has expired', async ({ open }) => {
    const lane = await open();
    const scanId = await lane.order({ expiresAt: new Date(Date.now() - 1_000).toISOString() });
    expect(await lane.refusalOf(scanId)).toMatchObject({ reason: 'order-expired' });
    expect(await lane.objects.head(keys.armed(scanId))).toBeNull();
  });

  test('not at all when the disk is nearly full', async ({ open }) => {
    const lane = await open({ minFreeBytes: Number.MAX_SAFE_INTEGER });
    expect(await lane.refusalOf(await lane.order())).toMatchObject({ reason: 'disk-nearly-full' });
  });

  test('and a scanner that refuses ends it with its reasons', async ({ open }) => {
    const lane = await open({ misbehave: { refuseArm: ['door-open'] } });
    expect(await lane.refusalOf(await lane.order())).toMatchObject({ reason: 'scanner-refused', detail: 'door-open' });
  });
});

test.concurrent('a second scan under the same id keeps its lines, under an id of its own', async ({ open }) => {
  const lane = await open();
  const first = await lane.order();
  await expectWhole(lane, first);
  lane.simulator.setMisbehaviour({ claimScanId: first });
  lane.simulator.triggerUnsolicited();
  const second = await lane.until('the second scan', async () => (await lane.scanIds()).find((id) => id !== first));
  await expectWhole(lane, second);
  await expectWhole(lane, first);
});

test.concurrent('a scan that nobody ordered is kept', async ({ open }) => {
  const lane = await open();
  await lane.until('the scanner', async () => lane.simulator.status().state === 'ready');
  await new Promise((resolve) => setTimeout(resolve, 500));
  lane.simulator.triggerUnsolicited();
  const scanId = await lane.until('a scan', async () => (await lane.scanIds())[0]);
  await expectWhole(lane, scanId);
});

test.concurrent('the spool is freed when the result is recorded, and not before', async ({ open }) => {
  const lane = await open();
  const scanId = await lane.order();
  await expectWhole(lane, scanId);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(await lane.spooledScans()).toHaveLength(1);
  await lane.record(scanId);
  await lane.until('the spool to be free', async () => (await lane.spooledScans()).length === 0);
});

test.describe.concurrent('an abort', () => {
  test('stops the scan that it is for', async ({ open }) => {
    const lane = await open({ lineRateHz: 100, lines: 2_000 });
    const scanId = await lane.order();
    await lane.until('lines', () => lane.objects.head(keys.strip(scanId, 0)));
    await lane.sendOrder({ scanId }, true);
    expect(await lane.sealOf(scanId)).toMatchObject({ extent: 'partial', reason: 'scanner-aborted' });
  });

  test('of a scan that is over leaves the next one alone', async ({ open }) => {
    const lane = await open({ lineRateHz: 300 });
    const first = await lane.order();
    await expectWhole(lane, first);
    const second = await lane.order();
    await lane.until('lines', () => lane.objects.head(keys.strip(second, 0)));
    await lane.sendOrder({ scanId: first }, true);
    await expectWhole(lane, second);
    expect(await lane.objects.head(keys.refused(first))).toBeNull();
  });

  test('that comes before its order keeps it from ever arming', async ({ open }) => {
    const lane = await open();
    const scanId = ScanId.parse('01ARZ3NDEKTSV4RRFFQ69G5FAV');
    await lane.sendOrder({ scanId }, true);
    expect(await lane.refusalOf(scanId)).toMatchObject({ reason: 'aborted-by-operator' });
    await lane.order({ scanId });
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await lane.objects.head(keys.armed(scanId))).toBeNull();
  });
});
