import { ChildPool, type Worker } from 'bullmq';

/**
 * The processes in which a worker's module runs. BullMQ's pool of them is no part of what it promises: where there is none, a process is
 * started by the first job as ever, and one that hangs is waited for.
 */
function poolOf(worker: Worker): ChildPool | null {
  const pool: unknown = Reflect.get(worker, 'childPool');
  return pool instanceof ChildPool ? pool : null;
}

/** BullMQ starts a process at the first job, and keeps it: here it is started ahead. */
export async function startProcess(worker: Worker, { href }: URL): Promise<void> {
  const pool = poolOf(worker);
  pool?.release(await pool.retain(href));
}

/**
 * Ends a process that has been at one job for too long: BullMQ would hold its job for it for ever. The job then has failed like that of any
 * process that dies.
 */
export function endHung(worker: Worker, jobMs: number, onHung: (pid: number) => void): void {
  const pool = poolOf(worker);
  if (!pool) return;
  const { retain, release } = pool;
  const timers = new WeakMap<Awaited<ReturnType<typeof retain>>, NodeJS.Timeout>();
  pool.retain = async (file) => {
    const child = await retain.call(pool, file);
    const end = (): void => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      onHung(child.pid);
      pool.kill(child, 'SIGKILL').catch(() => {});
    };
    timers.set(child, setTimeout(end, jobMs).unref());
    return child;
  };
  pool.release = (child) => {
    clearTimeout(timers.get(child));
    release.call(pool, child);
  };
}
