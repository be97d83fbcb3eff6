import { randomUUID } from 'node:crypto';
import { type Progress, ScanId } from '@h986/domain';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { followProgress, openProgressSender } from './progress-stream.ts';
import { type RunningRedis, startRedis } from './provision/index.ts';

const scanId = ScanId.parse('01KAZ0000000000000000000AA');
const stored = (strip: number): Progress => ({ kind: 'strip-stored', scanId, strip });
const within = { timeout: 45_000, interval: 20 };

let redis: RunningRedis;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(async () => {
  await redis?.stop();
});

test('what is told is heard in order by every follower, and what was told before is not', async () => {
  const options = { redisUrl: redis.url, prefix: `test-${randomUUID()}` };
  const sender = openProgressSender(options);
  const heard: Progress[][] = [[], []];
  await tellUntilHeard(options);
  const followers = heard.map((list) => followProgress(options, (progress) => list.push(progress)));
  await Promise.all(followers.map((follower) => follower.ready));
  for (let i = 0; i < 100; i += 1) sender.tell(stored(i));
  const all = Array.from({ length: 100 }, (_, i) => stored(i));
  await vi.waitFor(() => expect(heard).toEqual([all, all]), within);
  await Promise.all([...followers, sender].map((one) => one.close()));
});

test('a follower hears on after Redis was away', async () => {
  const options = { redisUrl: redis.url, prefix: `test-${randomUUID()}` };
  const sender = openProgressSender(options);
  const heard: Progress[] = [];
  const follower = followProgress(options, (progress) => heard.push(progress));
  await follower.ready;
  await vi.waitFor(() => {
    sender.tell(stored(0));
    expect(heard).toContainEqual(stored(0));
  }, within);

  const { port } = redis;
  await redis.kill();
  sender.tell(stored(1));
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  redis = await startRedis({ port });
  await vi.waitFor(() => {
    sender.tell(stored(2));
    expect(heard).toContainEqual(stored(2));
  }, within);
  await follower.close();
  await sender.close();
});

test('a sender whose Redis is away never throws and can be closed', async () => {
  const sender = openProgressSender({ redisUrl: 'redis://127.0.0.1:1', prefix: 'nowhere' });
  for (let i = 0; i < 10; i += 1) sender.tell(stored(i));
  await sender.close();
});

/** Something from before, that a new follower must not hear. */
async function tellUntilHeard(options: { redisUrl: string; prefix: string }): Promise<void> {
  const sender = openProgressSender(options);
  const heard: Progress[] = [];
  const follower = followProgress(options, (progress) => heard.push(progress));
  await vi.waitFor(() => {
    sender.tell(stored(999));
    expect(heard.length).toBeGreaterThan(0);
  }, within);
  await follower.close();
  await sender.close();
}
