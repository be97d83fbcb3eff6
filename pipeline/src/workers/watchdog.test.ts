import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startWatchdog } from './watchdog.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A worker by how many jobs wait, and when one last started. */
async function watch(
  waiting: () => Promise<number>,
  lastStartedAt: () => number,
  forMs: number,
  busy = false,
): Promise<number> {
  const onStuck = vi.fn();
  const watchdog = startWatchdog({ workers: [{ waiting, lastStartedAt, busy: async () => busy }], onStuck });
  await vi.advanceTimersByTimeAsync(forMs);
  watchdog.close();
  return onStuck.mock.calls.length;
}

test('work that waits while nothing starts for 15 s is noticed, once', async () => {
  expect(
    await watch(
      async () => 3,
      () => 0,
      14_000,
    ),
  ).toBe(0);
  expect(
    await watch(
      async () => 3,
      () => 0,
      60_000,
    ),
  ).toBe(1);
});

test('beside a job that runs work may wait for 45 s: a cold process is slow, one that hangs is not seen to start anything', async () => {
  const one = async (): Promise<number> => 1;
  expect(await watch(one, () => 0, 44_000, true)).toBe(0);
  expect(await watch(one, () => 0, 60_000, true)).toBe(1);
});

test('a worker without work is left alone, however long', async () => {
  expect(
    await watch(
      async () => 0,
      () => 0,
      600_000,
    ),
  ).toBe(0);
});

test('work that has just come is given its time, even after a long rest', async () => {
  expect(
    await watch(
      async () => (Date.now() > 100_000 ? 1 : 0),
      () => 0,
      110_000,
    ),
  ).toBe(0);
});

test('a worker that keeps starting jobs is left alone, however many wait', async () => {
  expect(
    await watch(
      async () => 99,
      () => Date.now() - 5_000,
      600_000,
    ),
  ).toBe(0);
});

test('an outage of Redis is not for the watchdog to end', async () => {
  expect(
    await watch(
      () => new Promise(() => {}),
      () => 0,
      600_000,
    ),
  ).toBe(0);
});

test('after an outage work is given its time again', async () => {
  const outage = new Promise<void>((resolve) => setTimeout(resolve, 60_000));
  const waiting = async (): Promise<number> => {
    if (Date.now() > 5_000) await outage;
    return 1;
  };
  expect(await watch(waiting, () => 0, 70_000)).toBe(0);
});
