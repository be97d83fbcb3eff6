import { type ChildProcess, fork } from 'node:child_process';
import { SPARING } from '@h986/pipeline';
import type { ScanPlan } from './judging/make-scan.ts';
import type { Judged, WorkerSetup } from './judging/worker.ts';

/**
 * Has plans judged by processes beside each other, each plan by one.
 *
 * @param each is called as answers come, in whatever order; a worker that dies costs its scan one more try, then it counts as refused
 */
export async function judgeAll(
  plans: readonly ScanPlan[],
  setup: WorkerSetup,
  workers: number,
  each: (plan: ScanPlan, judged: Judged) => Promise<void>,
): Promise<void> {
  let next = 0;
  const runs = Array.from({ length: Math.min(workers, plans.length) }, async () => {
    let child = startWorker(setup);
    try {
      while (next < plans.length) {
        const plan = plans[next++] as ScanPlan;
        let judged = await ask(child, plan);
        for (let again = true; !judged; again = false) {
          child = startWorker(setup);
          judged = again ? await ask(child, plan) : { v: 1, seed: plan.seed, refused: 'worker-exited' };
        }
        await each(plan, judged);
      }
    } finally {
      child.disconnect();
    }
  });
  await Promise.all(runs);
}

function startWorker(setup: WorkerSetup): ChildProcess {
  const execArgv = ['--expose-gc', ...SPARING];
  return fork(new URL('./judging/worker.ts', import.meta.url), [JSON.stringify(setup)], { execArgv });
}

/** Null when the worker has died over it. */
function ask(child: ChildProcess, plan: ScanPlan): Promise<Judged | null> {
  return new Promise((resolve) => {
    const gone = (): void => resolve(null);
    child.once('exit', gone);
    child.once('message', (judged) => {
      child.off('exit', gone);
      resolve(judged as Judged);
    });
    child.send(plan);
  });
}
