import { readConfig } from '@h986/domain';
import { openLog } from '@h986/stores';
import { PipelineEnv } from './config.ts';
import { startWatchdog } from './workers/watchdog.ts';
import { openPipeline } from './workers/workers.ts';

/** A job in hand is finished, on a busy machine too; containers are killed after 30 s, and this one shall say before that what it left. */
const CLOSE_WITHIN_MS = 25_000;

// Children inherit it: glibc's many arenas never give back what libvips and ONNX have used.
process.env.MALLOC_ARENA_MAX ??= '2';

const env = readConfig(PipelineEnv, process.env);
const log = openLog('pipeline', env.LOG_LEVEL);
const pipeline = await openPipeline(env, { log });
const watchdog = startWatchdog({
  workers: pipeline.workers,
  onStuck() {
    log.fatal('jobs wait and none starts: ending, to be started again');
    process.exit(1);
  },
});
log.info({ workers: env.WORKERS, models: env.MODELS }, 'pipeline ready');

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    watchdog.close();
    setTimeout(() => {
      log.error({ ms: CLOSE_WITHIN_MS }, 'jobs are not done in time: ending without them, others take them over');
      process.exit(1);
    }, CLOSE_WITHIN_MS).unref();
    pipeline.close().then(
      () => process.exit(0),
      (error: Error) => {
        log.error({ err: error.message }, 'did not close cleanly');
        process.exit(1);
      },
    );
  });
}
