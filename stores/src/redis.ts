import { Redis } from 'ioredis';

/** BullMQ's own back-off would wait up to 20 s after Redis is back; one second is enough. */
const retryStrategy = (times: number): number => Math.min(100 * times, 1000);

/** For those who add and read: a command fails at once when Redis is away. */
export function connectProducer(url: string): Redis {
  return quiet(
    new Redis(url, { retryStrategy, enableOfflineQueue: false, maxRetriesPerRequest: 1, lazyConnect: false }),
  );
}

/** For those who wait for work: they outlast an outage. */
export function connectConsumer(url: string): Redis {
  return quiet(new Redis(url, { retryStrategy, maxRetriesPerRequest: null }));
}

/** Without a listener an outage would end the process; every caller sees its own command fail. */
function quiet(redis: Redis): Redis {
  redis.on('error', () => {});
  return redis;
}
