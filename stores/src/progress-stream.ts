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

export interface ProgressFollower {
  /** From here on nothing is missed, unless Redis goes away. */
  ready: Promise<void>;
  close(): Promise<void>;
}

/** Calls `onProgress` for everything told from now on; survives a lost Redis, not what was told meanwhile. */
export function followProgress(
  { redisUrl, prefix }: QueueOptions,
  onProgress: (progress: Progress) => void,
): ProgressFollower {
  const redis = connectConsumer(redisUrl);
  const stream = streamName(prefix);
  let open = true;

  /** The newest entry's id: `$` would mean another one at each read, and skip what was told in between. */
  async function newest(): Promise<string> {
    const [entry] = await redis.xrevrange(stream, '+', '-', 'COUNT', 1);
    return entry?.[0] ?? '0-0';
  }

  async function readAfter(last: string): Promise<string> {
    let read = last;
    const answer = await redis.xread('COUNT', 200, 'BLOCK', 1000, 'STREAMS', stream, last);
    for (const [, entries] of answer ?? []) {
      for (const [id, fields] of entries) {
        read = id;
        const progress = parse(fields[1]);
        if (progress) onProgress(progress);
      }
    }
    return read;
  }

  const ready = untilDone(newest);
  const done = (async () => {
    let last = (await ready) ?? '0-0';
    while (open) last = (await untilDone(() => readAfter(last))) ?? last;
  })();

  /** Tries again after an outage; undefined when it was closed meanwhile. */
  async function untilDone<T>(attempt: () => Promise<T>): Promise<T | undefined> {
    while (open) {
      try {
        return await attempt();
      } catch {
        if (open) await new Promise((resolve) => setTimeout(resolve, 500));
      }
    }
    return undefined;
  }

  return {
    ready: ready.then(() => {}),
    async close() {
      open = false;
      redis.disconnect();
      await done;
    },
  };
}

function parse(text: string | undefined): Progress | null {
  try {
    return Progress.parse(JSON.parse(text ?? ''));
  } catch {
    // Somebody newer or older tells something that we do not know.
    return null;
  }
}
