import { readConfig } from '@h986/domain';
import { openLog } from '@h986/stores';
import { startBridge } from './bridge.ts';
import { BridgeEnv } from './config.ts';

const STOP_WITHIN_MS = 10_000;

const env = readConfig(BridgeEnv, process.env);
const log = openLog('scanner-bridge', env.LOG_LEVEL);
const bridge = await startBridge(env, log, (error) => {
  // A disk that failed once is not asked again by this process: the next one reads what is really there.
  log.fatal({ err: error.message }, 'the spool cannot be trusted any more');
  process.exit(1);
});
log.info({ lanes: env.LANES.map((lane) => lane.lane) }, 'bridge is up');

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    bridge.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
}
