import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { Redis } from 'ioredis';

const CONNECT_WITHIN_MS = 1_000;
const LOST_WITHIN_MS = 2_000;
/** For a Redis that is there and does not answer: who hands a job over has evidence to store, and the queue is a hint. */
const ANSWER_WITHIN_MS = 5_000;

/**
 * A connection that owes an answer for so long is dead, and another one is made: one that died without a word would be waited for until TCP
 * gives up, a quarter of an hour. Longer than BullMQ lets Redis wait for work, 10 s at most.
 */
const SILENT_MS = 15_000;

/** BullMQ's own back-off would wait up to 20 s after Redis is back; one second is enough. */
const retryStrategy = (times: number): number => Math.min(100 * times, 1000);

/** For those who add and read: a command fails at once when Redis is away, and soon when it hangs. */
export function connectProducer(url: string): Redis {
  return quiet(
    new Redis(url, {
      retryStrategy,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 1,
      commandTimeout: ANSWER_WITHIN_MS,
      socketTimeout: SILENT_MS,
      lazyConnect: false,
    }),
  );
}

/** For those who wait for work: they outlast an outage. */
export function connectConsumer(url: string): Redis {
  return quiet(new Redis(url, { retryStrategy, maxRetriesPerRequest: null, socketTimeout: SILENT_MS }));
}

/** Without a listener an outage would end the process; every caller sees its own command fail. */
function quiet(redis: Redis): Redis {
  redis.on('error', () => {});
  return redis;
}

/** Waits a moment for a connection that is being made; BullMQ would wait for ever. @throws what went wrong */
export async function untilReady(connection: Redis): Promise<void> {
  if (connection.status === 'ready') return;
  await once(connection, 'ready', { signal: AbortSignal.timeout(CONNECT_WITHIN_MS) });
}

/**
 * Whoever closes would otherwise wait for a Redis that is away, or goes away while he does: a connection that is told to
 * end while it waits to reconnect never says that it has. Such a one is left to the end of the process.
 */
export async function closeWith(connection: Redis, close: Promise<void>): Promise<void> {
  const abandoned = new AbortController();
  const lost = async (): Promise<void> => {
    // An error is a loss too.
    if (connection.status === 'ready') await once(connection, 'close', { signal: abandoned.signal }).catch(() => {});
    connection.disconnect();
    await setTimeout(LOST_WITHIN_MS, undefined, { signal: abandoned.signal });
  };
  await Promise.race([close, lost().catch(() => close)]);
  abandoned.abort();
  await disconnect(connection);
}

async function disconnect(connection: Redis): Promise<void> {
  if (connection.status === 'ready') await connection.quit().catch(() => {});
  connection.disconnect();
}
