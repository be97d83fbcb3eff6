import type { JobWorker } from '@h986/stores';

export interface WatchdogOptions {
  workers: readonly Pick<JobWorker, 'waiting' | 'lastStartedAt' | 'busy'>[];
  /** Called once. */
  onStuck: () => void;
  /** @defaultValue 15 s */
  afterMs?: number;
  /** While a job runs: the first one of a cold process takes its time on a slow machine. @defaultValue 45 s */
  busyMs?: number;
  everyMs?: number;
}

/**
 * Notices a worker that consumes nothing. BullMQ has had several ways of losing its Redis connection for good while it says
 * that all is well; work that waits while nothing starts is the one symptom that they share.
 */
export function startWatchdog({
  workers,
  onStuck,
  afterMs = 15_000,
  busyMs = 45_000,
  everyMs = 1_000,
}: WatchdogOptions): { close(): void } {
  const waitingSince = workers.map(() => Number.POSITIVE_INFINITY);
  let looking = false;

  const look = async (): Promise<void> => {
    for (const [i, worker] of workers.entries()) {
      const askedAt = Date.now();
      const waiting = await worker.waiting();
      // While Redis is away there is no answer: an outage is not for us to end, and time spent in one does not count.
      if (waiting === 0 || Date.now() - askedAt > everyMs) waitingSince[i] = Number.POSITIVE_INFINITY;
      if (waiting > 0) waitingSince[i] = Math.min(waitingSince[i] as number, Date.now());
      const idleSince = Math.max(waitingSince[i] as number, worker.lastStartedAt());
      const idleMs = Date.now() - idleSince;
      if (idleMs < afterMs || (idleMs < busyMs && (await worker.busy()))) continue;
      clearInterval(timer);
      onStuck();
      return;
    }
  };
  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    look()
      .catch(() => {})
      .finally(() => {
        looking = false;
      });
  }, everyMs);
  return { close: () => clearInterval(timer) };
}
