import { jobKinds, type Logger, openObjectStore, openProgressSender, openSender } from '@h986/stores';
import type { BridgeEnv, LaneConfig } from './config.ts';
import type { OpenDriver } from './driver.ts';
import { dropFolderDriver } from './drop-folder/driver.ts';
import { type Lane, openLane } from './lane/lane.ts';
import { niipDriver } from './niip/driver.ts';

export interface Bridge {
  close(): Promise<void>;
}

/** All lanes of one bridge over its stores. */
export async function startBridge(env: BridgeEnv, log: Logger, onFatal: (error: Error) => void): Promise<Bridge> {
  const queues = { redisUrl: env.REDIS_URL, prefix: env.QUEUE_PREFIX };
  const objects = await openObjectStore(env);
  const strips = openSender(jobKinds.strips, queues);
  const assembly = openSender(jobKinds.assembly, queues);
  const progress = openProgressSender(queues);
  const lanes: Lane[] = [];
  for (const config of env.LANES) {
    const laneLog = log.child({ lane: config.lane });
    lanes.push(
      await openLane({
        lane: config.lane,
        openDriver: driverFor(config, laneLog),
        queues,
        objects,
        strips,
        assembly,
        progress,
        log: laneLog,
        spoolFolder: env.SPOOL_DIR,
        minFreeBytes: env.SPOOL_MIN_FREE_MB * 1024 * 1024,
        giveUpMs: env.SCANNER_GIVE_UP_S * 1000,
        onFatal,
      }),
    );
  }
  return {
    async close() {
      await Promise.all(lanes.map((lane) => lane.close()));
      await Promise.all([strips.close(), assembly.close(), progress.close(), objects.close()]);
    },
  };
}

function driverFor(config: LaneConfig, log: Logger): OpenDriver {
  return config.driver === 'niip' ? niipDriver({ ...config, log }) : dropFolderDriver({ ...config, log });
}
