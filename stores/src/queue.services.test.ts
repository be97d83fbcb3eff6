import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StripJob } from '@h986/domain';
import { ScanId } from '@h986/domain';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { type RunningRedis, startRedis } from './provision/index.ts';
import {
  type JobSender,
  type JobWorker,
  jobKinds,
  openSender,
  openWorker,
  type QueueOptions,
  type WorkerOptions,
} from './queue.ts';
import { openRelay } from './testing/relay.ts';

const said: string[] = [];
const log = pino({ level: 'error' }, { write: (line: string) => void said.push(line) });
const processor = new URL('./testing/processor.ts', import.meta.url);
const within = { timeout: 60_000, interval: 50 };
const scanId = ScanId.parse('01KAZ0000000000000000000AA');
const strip = (n: number): StripJob => ({ v: 1, scanId, strip: n, counter: 1 });

let dir: string;
let redis: RunningRedis;
let admin: Redis;
const open: { close(): Promise<unknown> }[] = [];
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'h986-redis-'));
  redis = await startRedis({ dir });
  admin = new Redis(redis.url);
  admin.on('error', () => {});
});
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});
afterAll(async () => {
  admin?.disconnect();
  await redis?.stop();
  await rm(dir, { recursive: true, force: true });
});

/** A queue of its own for each test. */
const freshQueue = (): QueueOptions => ({ redisUrl: redis.url, prefix: `test-${randomUUID()}` });
function sender(options: QueueOptions): JobSender<StripJob> {
  const opened = openSender(jobKinds.strips, options);
  open.push(opened);
  return opened;
}
function worker(
  options: QueueOptions,
  run: URL | ((job: StripJob) => Promise<void>),
  more: Partial<WorkerOptions<StripJob>> = {},
): JobWorker {
  const opened = openWorker(jobKinds.strips, run, { ...options, log, ...more });
  open.push(opened);
  return opened;
}
function bareQueue({ prefix }: QueueOptions): Queue {
  const queue = new Queue(jobKinds.strips.queue, { connection: { url: redis.url }, prefix });
  open.push(queue);
  return queue;
}
/** What the sandboxed processor is told, and the lines that it wrote. */
async function sandbox(does: string, waits = 0): Promise<() => Promise<string[]>> {
  const file = join(dir, randomUUID());
  vi.stubEnv('TEST_LOG', file);
  vi.stubEnv('TEST_DOES', does);
  vi.stubEnv('TEST_WAITS', String(waits));
  return async () => (await readFile(file, 'utf8').catch(() => '')).split('\n').filter(Boolean);
}

test('a job that is added twice while it waits runs once', async () => {
  const queue = freshQueue();
  const jobs = sender(queue);
  await jobs.add(strip(1));
  await jobs.add(strip(1));
  await jobs.add(strip(2));
  const done: number[] = [];
  worker(queue, async (job) => void done.push(job.strip));
  await vi.waitFor(() => expect(done).toEqual([1, 2]), within);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(done).toEqual([1, 2]);
});

test('a job that is done leaves its id free, so that it can be handed over again', async () => {
  const queue = freshQueue();
  const jobs = sender(queue);
  const done: number[] = [];
  worker(queue, async (job) => void done.push(job.strip));
  await jobs.add(strip(1));
  await vi.waitFor(() => expect(done).toHaveLength(1), within);
  await vi.waitFor(async () => expect(await bareQueue(queue).getJobCounts()).toMatchObject({ active: 0 }), within);
  await jobs.add(strip(1));
  await vi.waitFor(() => expect(done).toHaveLength(2), within);
});

test('a queue is busy while a job is done, and not between its attempts', async () => {
  const options = freshQueue();
  let end: (error?: Error) => void = () => {};
  const doing = worker(
    options,
    () => new Promise((resolve, reject) => (end = (error) => (error ? reject(error) : resolve()))),
  );
  await sender(options).add(strip(1));
  await expect.poll(doing.busy).toBe(true);
  end(new Error('once'));
  await expect.poll(doing.busy).toBe(false);
  await expect.poll(doing.busy).toBe(true);
  end();
  await expect.poll(doing.busy).toBe(false);
});

test('a job that was given up leaves its id free', async () => {
  const queue = freshQueue();
  const jobs = sender(queue);
  const givenUp = vi.fn(async () => {});
  const tried = vi.fn(async () => {
    throw new Error('no');
  });
  worker(queue, tried, { onGivenUp: givenUp });
  await jobs.add(strip(1));
  await vi.waitFor(() => expect(givenUp).toHaveBeenCalledTimes(1), within);
  expect(tried).toHaveBeenCalledTimes(3);
  expect(givenUp).toHaveBeenCalledWith(strip(1), expect.objectContaining({ message: 'no' }));
  await jobs.add(strip(1));
  await vi.waitFor(() => expect(givenUp).toHaveBeenCalledTimes(2), within);
});

test('a job that succeeds at the second attempt is never given up', async () => {
  const queue = freshQueue();
  const jobs = sender(queue);
  const givenUp = vi.fn(async () => {});
  const tried = vi.fn().mockRejectedValueOnce(new Error('once')).mockResolvedValue(undefined);
  worker(queue, tried, { onGivenUp: givenUp });
  await jobs.add(strip(1));
  await vi.waitFor(() => expect(tried).toHaveBeenCalledTimes(2), within);
  await vi.waitFor(async () => expect(await bareQueue(queue).count()).toBe(0), within);
  expect(givenUp).not.toHaveBeenCalled();
});

test('a line to Redis that dies without a word is given up, and work goes on over another one', async () => {
  const relay = await openRelay(redis.url);
  open.push(relay);
  const queue = freshQueue();
  const done: number[] = [];
  worker({ ...queue, redisUrl: relay.url.replace('http:', 'redis:') }, async (job) => void done.push(job.strip));
  const jobs = sender(queue);
  await jobs.add(strip(1));
  await vi.waitFor(() => expect(done).toEqual([1]), within);
  relay.die();
  relay.live();
  await jobs.add(strip(2));
  await vi.waitFor(() => expect(done).toEqual([1, 2]), within);
}, 90_000);

test('a process that hangs at its job is ended, and another one does it', async () => {
  const lines = await sandbox('hang', 1);
  const queue = freshQueue();
  await sender(queue).add(strip(1));
  const hung = worker(queue, processor, { jobMs: 2_000 });
  await vi.waitFor(async () => expect(await lines()).toHaveLength(2), within);
  await vi.waitFor(async () => expect(await bareQueue(queue).count()).toBe(0), within);
  expect(new Set(await lines()).size).toBe(2);
  expect(said.some((line) => line.includes('hangs at its job'))).toBe(true);
  await hung.close();
});

test('a process of its own is started as the worker is told, without the port of a debugger', async () => {
  const lines = await sandbox('tell');
  const queue = freshQueue();
  vi.spyOn(process, 'execArgv', 'get').mockReturnValue(['--no-warnings', '--inspect=9229']);
  worker(queue, processor, { execArgv: ['--single-threaded-gc'] });
  await sender(queue).add(strip(1));
  await vi.waitFor(async () => expect((await lines())[1]).toBe('--no-warnings --single-threaded-gc'), within);
});

test.each([
  ['a function', async (): Promise<void> => {}],
  ['a process of its own', processor],
])('a payload of a wrong shape is given up at once by %s, and others go on', async (_, run) => {
  const lines = await sandbox('work');
  const queue = freshQueue();
  const bare = bareQueue(queue);
  said.length = 0;
  const given = { attempts: 3, removeOnFail: true, removeOnComplete: true };
  await bare.add('strips', { v: 9, scanId: 'nonsense' }, { ...given, jobId: 'wrong' });
  const givenUp = vi.fn(async () => {});
  worker(queue, run, { onGivenUp: givenUp });
  await vi.waitFor(async () => expect(await bare.getJob('wrong')).toBeUndefined(), within);
  await sender(queue).add(strip(1));
  await vi.waitFor(async () => expect(await bare.getJobCounts()).toMatchObject({ waiting: 0, active: 0 }), within);
  expect(givenUp).not.toHaveBeenCalled();
  expect(said.map((line) => JSON.parse(line))).toMatchObject([{ jobId: 'wrong', attempt: 1, msg: 'job given up' }]);
  expect(await lines()).toHaveLength(run === processor ? 1 : 0);
});

test('a payload of a wrong shape is not sent', async () => {
  const wrong = { ...strip(1), strip: -1 };
  await expect(sender(freshQueue()).add(wrong)).rejects.toThrow();
});

test('a process that kills itself at each attempt is given up once, by the one that owns it', async () => {
  const lines = await sandbox('die');
  const queue = freshQueue();
  const givenUp = vi.fn(async () => {});
  worker(queue, processor, { onGivenUp: givenUp });
  worker(queue, processor, { onGivenUp: givenUp });
  await sender(queue).add(strip(7));
  await vi.waitFor(() => expect(givenUp).toHaveBeenCalled(), within);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(givenUp).toHaveBeenCalledTimes(1);
  expect(givenUp).toHaveBeenCalledWith(strip(7), expect.objectContaining({ message: expect.stringContaining('exit') }));
  const tried = await lines();
  expect(tried).toHaveLength(3);
  expect(new Set(tried).size).toBe(3);
});

test('closing waits until what was given up is recorded', async () => {
  const queue = freshQueue();
  let recorded = false;
  let began = false;
  const owner = openWorker(
    jobKinds.strips,
    async () => {
      throw new Error('no');
    },
    {
      ...queue,
      log,
      onGivenUp: async () => {
        began = true;
        await new Promise((resolve) => setTimeout(resolve, 400));
        recorded = true;
      },
    },
  );
  await sender(queue).add(strip(1));
  await vi.waitFor(() => expect(began).toBe(true), within);
  await owner.close();
  expect(recorded).toBe(true);
});

test('a process that puts its job off comes back to it, more often than a job has attempts', async () => {
  const lines = await sandbox('wait', 6);
  const queue = freshQueue();
  const givenUp = vi.fn(async () => {});
  worker(queue, processor, { onGivenUp: givenUp });
  await sender(queue).add(strip(3));
  await vi.waitFor(async () => expect(await lines()).toHaveLength(7), within);
  await vi.waitFor(async () => expect(await bareQueue(queue).count()).toBe(0), within);
  expect(givenUp).not.toHaveBeenCalled();
});

test('a worker that waits goes on after FLUSHALL', async () => {
  const queue = freshQueue();
  const jobs = sender(queue);
  const done: number[] = [];
  worker(queue, async (job) => void done.push(job.strip));
  await jobs.add(strip(1));
  await vi.waitFor(() => expect(done).toEqual([1]), within);
  await admin.flushall();
  await jobs.add(strip(2));
  await vi.waitFor(() => expect(done).toEqual([1, 2]), within);
});

test('adding fails by name within seconds, and closing does not hang, when Redis was never there', async () => {
  const nowhere = openSender(jobKinds.strips, { redisUrl: 'redis://127.0.0.1:1', prefix: 'nowhere' });
  await expect(nowhere.add(strip(1))).rejects.toMatchObject({ code: 'queue-unreachable', retryable: true });
  await nowhere.close();
});

test('a process that is started ahead is there before the first job, and does it', async () => {
  const lines = await sandbox('work');
  const queue = freshQueue();
  const before = await children();
  open.push(openWorker(jobKinds.strips, processor, { ...queue, log, startAhead: true }));
  const started = async () => (await children()).filter((pid) => !before.includes(pid));
  await vi.waitFor(async () => expect(await started()).toHaveLength(1), within);
  const [pid] = await started();
  await sender(queue).add(strip(1));
  await vi.waitFor(async () => expect(await lines()).toEqual([`1 ${pid}`]), within);
});

/** Ids of this process's children. */
async function children(): Promise<string[]> {
  const tasks = await readdir('/proc/self/task');
  const lists = await Promise.all(
    tasks.map((task) => readFile(`/proc/self/task/${task}/children`, 'utf8').catch(() => '')),
  );
  return lists.join(' ').split(/\s+/).filter(Boolean);
}
