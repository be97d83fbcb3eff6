import type { QueueOptions } from '@h986/stores';
import { Queue } from 'bullmq';

/** Stops the workers of some queues from taking jobs, until the returned function is called. */
export async function holdQueues(
  names: readonly string[],
  { redisUrl, prefix }: QueueOptions,
): Promise<() => Promise<void>> {
  const queues = names.map((name) => new Queue(name, { connection: { url: redisUrl }, prefix }));
  for (const queue of queues) await queue.pause();
  return async () => {
    for (const queue of queues) {
      await queue.resume();
      await queue.close();
    }
  };
}
