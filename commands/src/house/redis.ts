import type { Logger } from '@h986/stores';
import { freePort, type RunningRedis, startRedis } from '@h986/stores/provision';

/** Our own Redis, started again on the same port and the same files whenever it ends, until `stop`. */
export interface KeptRedis {
  url: string;
  kill(): Promise<void>;
  starts(): number;
  stop(): Promise<void>;
}

/** @throws {DomainError} `service-missing`, `service-start` when it does not come up the first time */
export async function keepRedis(dir: string, log: Logger): Promise<KeptRedis> {
  const port = await freePort();
  let running: RunningRedis = await startRedis({ dir, port });
  let stopping = false;
  let starts = 1;
  const life = (async () => {
    while (!stopping) {
      await running.exited;
      if (stopping) return;
      log.warn({ child: 'redis' }, 'a part of the house ended; it is started again');
      try {
        running = await startRedis({ dir, port });
        starts += 1;
      } catch (error) {
        log.error({ child: 'redis', err: (error as Error).message }, 'could not be started');
        await new Promise((resolve) => setTimeout(resolve, 1_000));
      }
    }
  })();
  return {
    url: running.url,
    kill: () => running.kill(),
    starts: () => starts,
    async stop() {
      stopping = true;
      await running.stop();
      await life;
    },
  };
}

/** A Redis that somebody else keeps. */
export function foreignRedis(url: string): KeptRedis {
  return { url, kill: async () => {}, starts: () => 0, stop: async () => {} };
}
