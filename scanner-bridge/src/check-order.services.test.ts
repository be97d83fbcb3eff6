import { syntheticFlat } from '@h986/fixtures';
import { type RunningRedis, startRedis } from '@h986/stores/provision';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BenchLane, openBenchLane } from './testing/bench-lane.ts';

let redis: RunningRedis;
let bench: BenchLane;
beforeAll(async () => {
  redis = await startRedis();
  bench = await openBenchLane({ redisUrl: redis.url, lines: 96, testObject: () => syntheticFlat({ lines: 48 }) });
});
afterAll(async () => {
  await bench?.close();
  await redis?.stop();
});

test('an order of a check reaches the scanner as one: it takes the test object, and the truck stays', async () => {
  const check = await bench.sealOf(await bench.order({ purpose: 'test-object' }));
  expect(check).toMatchObject({ extent: 'whole', lines: 48 });
  expect(await bench.sealOf(await bench.order())).toMatchObject({ extent: 'whole', lines: 96 });
});
