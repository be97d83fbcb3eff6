import { keys, OrderJob, ScanResult } from '@h986/domain';
import { getJson, jobKinds, openSender } from '@h986/stores';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { digestOf, LANE, openStreet, type Street, smallTruck } from './testing/street.ts';

/** One house for all: each fault must leave it fit for the next. */
let street: Street;
beforeAll(async () => {
  street = await openStreet();
});
afterAll(() => street.close());

/** What must hold whatever happened: the scan is with people, bit-exact, recorded once, and its chain of events is whole. */
async function expectWholeAndOnce(scanId: Awaited<ReturnType<Street['trigger']>>): Promise<void> {
  const scan = await street.awaitingReview(scanId);
  expect(scan).toMatchObject({ state: 'awaiting-review', extent: 'whole', lines: 1_200, linesLost: 0 });
  expect(await street.storedDigest(scanId)).toBe(digestOf(smallTruck()));
  const timeline = await street.officer.call('getTimeline', { params: { scanId } });
  expect(timeline.filter(({ action }) => action === 'result-recorded')).toHaveLength(1);
  expect(await street.officer.call('auditStatus')).toMatchObject({ ok: true });
}

describe.each(['bridge', 'pipeline', 'server'] as const)('kill -9 of the %s in mid-scan', (part) => {
  test('the scan still reaches people, bit-exact, once', async () => {
    const scanId = await street.trigger();
    await street.linesStored(scanId, 2);
    const starts = street.house.parts[part].starts();
    street.house.parts[part].kill('SIGKILL');
    await expectWholeAndOnce(scanId);
    expect(street.house.parts[part].starts()).toBe(starts + 1);
    const { runs } = await getJson(
      street.house.objects,
      keys.result(scanId, (await street.awaitingReview(scanId)).revision ?? ('' as never)),
      ScanResult,
    );
    const excused = runs.filter(({ state }) => state !== 'ran').map(({ name, reason }) => `${name} ${reason}`);
    // What stands there is no container whose mass anybody could tell, and not empty.
    const known = /^(mass (scanner|container)-unknown|emptyseg load-kind-(other|unknown))$/;
    expect(excused.filter((one) => !known.test(one))).toEqual([]);
  });
});

test('kill -9 of Redis in mid-scan: it comes back and nothing is lost', async () => {
  const scanId = await street.trigger();
  await street.linesStored(scanId, 2);
  await street.house.redis.kill();
  await expectWholeAndOnce(scanId);
  expect(street.house.redis.starts()).toBeGreaterThan(1);
});

test('FLUSHALL in mid-scan: every job is gone and the scan is not', async () => {
  const scanId = await street.trigger();
  await street.linesStored(scanId, 2);
  const redis = new Redis(street.house.redis.url);
  await redis.flushall();
  await redis.quit();
  await expectWholeAndOnce(scanId);
});

test('a bridge that never comes back after the seal: the server hands the scan over', async () => {
  const { house } = street;
  const scanId = await street.trigger();
  // The pipeline sees nothing of it before the bridge is gone and every job with it.
  await house.parts.pipeline.stop();
  await street.until('the seal', () => house.objects.head(keys.seal(scanId)));
  await house.parts.bridge.stop();
  const redis = new Redis(house.redis.url);
  await redis.flushall();
  await redis.quit();
  house.parts.pipeline.resume();
  await expectWholeAndOnce(scanId);
  house.parts.bridge.resume();
});

test('an order whose job comes again and again arms the scanner once', async () => {
  const { stores } = street.house;
  const scansOfLane = () => street.operator.call('listScans', { query: { view: 'lane', lane: LANE } });
  const before = (await scansOfLane()).length;
  const scanId = await street.trigger();
  const sender = openSender(jobKinds.orders(LANE), { redisUrl: stores.REDIS_URL, prefix: stores.QUEUE_PREFIX });
  const again = OrderJob.parse({ v: 1, scanId, lane: LANE, expiresAt: new Date(Date.now() + 60_000).toISOString() });
  await sender.add(again);
  await street.linesStored(scanId, 1);
  await sender.add(again);
  street.house.parts.bridge.kill('SIGKILL');
  await sender.add(again);
  await expectWholeAndOnce(scanId);
  await sender.add(again);
  await sender.close();
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(await scansOfLane()).toHaveLength(before + 1);
});
