import { Progress } from '@h986/domain';
import type { QueueOptions } from './queue.ts';
import { connectConsumer, connectProducer } from './redis.ts';

const MAX_LENGTH = 5_000;
const streamName = (prefix: string): string => `${prefix}:progress`;

/** Says what is happening, upward, to whoever listens. Lossy: never throws, never waits for Redis to come back. */
export interface ProgressSender {
  tell(progress: Progress): void;
  close(): Promise<void>;
}

export function openProgressSender({ redisUrl, prefix }: QueueOptions): ProgressSender {
  const redis = connectProducer(redisUrl);
  return {
    tell(progress) {
      redis.xadd(streamName(prefix), 'MAXLEN', '~', MAX_LENGTH, '*', 'p', JSON.stringify(progress)).catch(() => {});
    },
    async close() {
      await redis.quit().catch(() => redis.disconnect());
    },
  };
}

/** Calls `onProgress` for everything told from now on; survives a lost Redis, not what was told meanwhile. */
export function followProgress(
  { redisUrl, prefix }: QueueOptions,
  onProgress: (progress: Progress) => void,
): { close(): Promise<void> } {
  const redis = connectConsumer(redisUrl);
  let last = '$';
  let open = true;
  const done = (async () => {
    while (open) {
      try {
        const answer = await redis.xread('COUNT', 200, 'BLOCK', 1000, 'STREAMS', streamName(prefix), last);
        for (const [, entries] of answer ?? []) {
          for (const [id, fields] of entries) {
            last = id;
            const parsed = Progress.safeParse(JSON.parse(fields[1] ?? 'null'));
            if (parsed.success) onProgress(parsed.data);
          }
        }
      } catch {
        if (open) await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
  })();
  return {
    async close() {
      open = false;
      redis.disconnect();
      await done;
    },
  };
}
