import { appendFileSync } from 'node:fs';
import { DelayedError, type SandboxedJob } from 'bullmq';
import { jobKinds, parseJob } from '../queue.ts';

/**
 * A processor in a process of its own that does as the environment says, and writes a line for each time it began:
 * `hang` holds its process for good in its first `TEST_WAITS` tries, `tell` writes what node was told when it started the process, `die` kills itself, `wait` puts itself off `TEST_WAITS` times, `work` is done at once.
 */
export default async function process_(job: SandboxedJob, token?: string): Promise<void> {
  const { strip } = parseJob(jobKinds.strips, job.data);
  const { TEST_LOG = '', TEST_DOES, TEST_WAITS = '0' } = process.env;
  appendFileSync(TEST_LOG, `${strip} ${process.pid}\n`);
  if (TEST_DOES === 'hang' && job.attemptsStarted <= Number(TEST_WAITS)) for (;;);
  if (TEST_DOES === 'tell') appendFileSync(TEST_LOG, `${process.execArgv.join(' ')}\n`);
  if (TEST_DOES === 'die') process.kill(process.pid, 'SIGKILL');
  if (TEST_DOES === 'wait' && job.attemptsStarted <= Number(TEST_WAITS)) {
    await job.moveToDelayed(Date.now() + 100, token);
    throw new DelayedError();
  }
}
