import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ScanId, type StripJob } from '@h986/domain';
import { test as anyTest, describe, expect, vi } from 'vitest';
import { openLog } from './log.ts';
import { freePort, startRedis } from './provision/index.ts';
import { type JobSender, jobKinds, openSender, openWorker, type QueueOptions } from './queue.ts';

const log = openLog('test', 'silent');
const within = { timeout: 60_000, interval: 50 };
const scanId = ScanId.parse('01KAZ0000000000000000000AA');
const strip = (n: number): StripJob => ({ v: 1, scanId, strip: n, counter: 1 });

interface OwnQueue extends QueueOptions {
  sender(): JobSender<StripJob>;
  worker(run: (job: StripJob) => Promise<void>): void;
}

/** A queue of its own for each test; what is opened on it is closed with the test, before whatever was to end earlier. */
const test = anyTest.extend('queueAt', async ({ onTestFinished }) => {
  return (redisUrl: string): OwnQueue => {
    const options = { redisUrl, prefix: `test-${randomUUID()}` };
    return {
      ...options,
      sender() {
        const opened = openSender(jobKinds.strips, options);
        onTestFinished(() => opened.close());
        return opened;
      },
      worker(run) {
        const opened = openWorker(jobKinds.strips, run, { ...options, log });
        onTestFinished(() => opened.close());
      },
    };
  };
});

// A Redis each, and seconds that nothing happens in: all at once.
describe.concurrent('the queue', () => {
  test('hands a job whose owner is killed to another within seconds', async ({ queueAt, onTestFinished }) => {
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    const queue = queueAt(redis.url);
    const { redisUrl, prefix } = queue;
    const module = new URL('./index.ts', import.meta.url).href;
    const code = `const { jobKinds, openLog, openWorker } = await import(${JSON.stringify(module)});
      const run = () => new Promise(() => console.log('began'));
      openWorker(jobKinds.strips, run, { ...${JSON.stringify({ redisUrl, prefix })}, log: openLog('test', 'silent') });`;
    const owner = spawn(process.execPath, ['--input-type=module', '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await queue.sender().add(strip(5));
    await once(owner.stdout, 'data');
    const done: number[] = [];
    queue.worker(async (job) => void done.push(job.strip));
    owner.kill('SIGKILL');
    await vi.waitFor(() => expect(done).toEqual([5]), within);
  });

  test('goes on after Redis was killed and away for 8 s, and waiting jobs are still there', async ({
    queueAt,
    onTestFinished,
  }) => {
    const dir = await mkdtemp(join(tmpdir(), 'h986-redis-'));
    onTestFinished(() => rm(dir, { recursive: true, force: true }));
    let redis = await startRedis({ dir });
    onTestFinished(() => redis.stop());
    const queue = queueAt(redis.url);
    const jobs = queue.sender();
    const done: number[] = [];
    let release: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    queue.worker(async (job) => {
      if (job.strip === 0) await held;
      done.push(job.strip);
    });
    await jobs.add(strip(0));
    await jobs.add(strip(1));
    // The append-only file is synced once a second.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await redis.kill();
    await expect(jobs.add(strip(2))).rejects.toMatchObject({ code: 'queue-unreachable' });
    release();
    await new Promise((resolve) => setTimeout(resolve, 8_000));
    redis = await startRedis({ dir, port: redis.port });
    await vi.waitFor(async () => jobs.add(strip(3)), within);
    // The first may have run twice: its lock ran out while nobody could renew it.
    await vi.waitFor(() => expect(new Set(done)).toEqual(new Set([0, 1, 3])), within);
  });

  test('refuses by name within seconds when Redis hangs, and works again when it goes on', async ({
    queueAt,
    onTestFinished,
  }) => {
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    const jobs = queueAt(redis.url).sender();
    await jobs.add(strip(0));
    process.kill(redis.pid, 'SIGSTOP');
    try {
      const failure = await Promise.race([
        jobs.add(strip(1)).catch((error: { code: string }) => error.code),
        new Promise((resolve) => setTimeout(resolve, 10_000, 'hangs')),
      ]);
      expect(failure).toBe('queue-unreachable');
    } finally {
      process.kill(redis.pid, 'SIGCONT');
    }
    await vi.waitFor(() => jobs.add(strip(2)), within);
  });

  test('works once Redis is there, where worker and sender were there before it', async ({
    queueAt,
    onTestFinished,
  }) => {
    const port = await freePort();
    const queue = queueAt(`redis://127.0.0.1:${port}`);
    const done: number[] = [];
    queue.worker(async (job) => void done.push(job.strip));
    const jobs = queue.sender();
    await expect(jobs.add(strip(1))).rejects.toMatchObject({ code: 'queue-unreachable' });
    const redis = await startRedis({ port });
    // Killed before they close: that must not keep them.
    onTestFinished(() => redis.kill());
    await vi.waitFor(() => jobs.add(strip(2)), within);
    await vi.waitFor(() => expect(done).toEqual([2]), within);
  });
});
