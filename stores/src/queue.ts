import { AssemblyJob, DomainError, jobIds, type LaneId, OrderJob, queueNames, ResultJob, StripJob } from '@h986/domain';
import { type Job, Queue, UnrecoverableError, Worker } from 'bullmq';
import type { Logger } from 'pino';
import type { z } from 'zod';
import { endHung, startProcess } from './job-processes.ts';
import { closeWith, connectConsumer, connectProducer, untilReady } from './redis.ts';

/** One kind of job: its queue, its payload and the id under which handing over twice is once. */
export interface JobKind<J> {
  queue: string;
  schema: z.ZodType<J>;
  idOf: (job: J) => string;
  /** Tries before the job is given up; a job given up is told to `onGivenUp` and removed. */
  attempts: number;
}

export const jobKinds = {
  strips: { queue: queueNames.strips, schema: StripJob, idOf: jobIds.strip, attempts: 3 },
  assembly: { queue: queueNames.assembly, schema: AssemblyJob, idOf: jobIds.assembly, attempts: 3 },
  results: { queue: queueNames.results, schema: ResultJob, idOf: jobIds.result, attempts: 5 },
  orders: (lane: LaneId): JobKind<OrderJob> => ({
    queue: queueNames.orders(lane),
    schema: OrderJob,
    idOf: jobIds.order,
    attempts: 5,
  }),
} as const;

export interface QueueOptions {
  redisUrl: string;
  prefix: string;
}

/** The sending end of a queue. A job is a hint: it may be lost, doubled or late, and the objects still tell all. */
export interface JobSender<J> {
  /**
   * @throws {DomainError} `queue-unreachable` (retryable) when Redis is away; whoever hands over tries again later.
   * @throws {z.ZodError} for a payload that is not the kind's: a fault in the caller.
   */
  add(job: J): Promise<void>;
  close(): Promise<void>;
}

export function openSender<J>(kind: JobKind<J>, { redisUrl, prefix }: QueueOptions): JobSender<J> {
  const connection = connectProducer(redisUrl);
  // Asking for Redis's version once and never again, a queue would be dead for good if that one answer did not come.
  const queue = new Queue(kind.queue, { connection, prefix, skipVersionCheck: true });
  queue.on('error', () => {});
  return {
    async add(job) {
      const data = kind.schema.parse(job);
      try {
        await untilReady(connection);
        await queue.add(kind.queue, data, {
          jobId: kind.idOf(data),
          attempts: kind.attempts,
          backoff: { type: 'exponential', delay: 300, jitter: 0.5 },
          // The objects remember, not the queue: a finished id must be free, so that a scan can be handed over again.
          removeOnComplete: true,
          removeOnFail: true,
          sizeLimit: 4096,
        });
      } catch (cause) {
        throw unreachable(kind.queue, cause);
      }
    },
    async close() {
      await closeWith(connection, queue.close());
    },
  };
}

export interface WorkerOptions<J> extends QueueOptions {
  log: Logger;
  concurrency?: number;
  /** Starts the process of a module before there is a job for it; what it opens, the first job would wait for. */
  startAhead?: boolean;
  /** What node is told when it starts the process of a module, besides what this one was told; a debugger's port is this one's alone. */
  execArgv?: readonly string[];
  /** What a process may take for one job, ms; one that takes longer is ended. @defaultValue 120 s, the whole budget of a scan */
  jobMs?: number;
  /** Called by the process that owns the worker, never by a dying child, when a job has used its last attempt. */
  onGivenUp?: (job: J, error: Error) => Promise<void>;
}

export interface JobWorker {
  /** Jobs that wait for a worker of this queue, here or elsewhere. Answers only once Redis does. */
  waiting(): Promise<number>;
  /** When a job last started here, ms since 1970; while none has, when the worker was opened. */
  lastStartedAt(): number;
  /** Whether a job of this queue is being done, here or elsewhere. Answers only once Redis does. */
  busy(): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * The receiving end. A URL names a module whose default export runs in a process of its own (pixel work); a function runs
 * here and must not hold the event loop.
 */
export function openWorker<J>(
  kind: JobKind<J>,
  processor: URL | ((job: J) => Promise<void>),
  options: WorkerOptions<J>,
): JobWorker {
  const {
    redisUrl,
    prefix,
    log,
    concurrency = 1,
    startAhead = false,
    execArgv = [],
    jobMs = 120_000,
    onGivenUp,
  } = options;
  const connection = connectConsumer(redisUrl);
  const run =
    processor instanceof URL ? processor : async (job: Job): Promise<void> => processor(parseJob(kind, job.data));
  const worker = new Worker(kind.queue, run, {
    connection,
    prefix,
    concurrency,
    autorun: false,
    workerForkOptions: { execArgv: [...process.execArgv.filter((arg) => !arg.startsWith('--inspect')), ...execArgv] },
    // A worker that dies is replaced within seconds, not a minute: the whole budget is two.
    lockDuration: 10_000,
    stalledInterval: 4_000,
    maxStalledCount: 3,
    // After an outage the outcome of a job that outlasted it is told within a second, not 15.
    runRetryDelay: 1_000,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
  });
  endHung(worker, jobMs, (pid) => log.error({ queue: kind.queue, pid, jobMs }, 'a process hangs at its job: ended'));
  const ahead = (startAhead && processor instanceof URL ? startProcess(worker, processor) : Promise.resolve()).catch(
    (error: Error) => log.warn({ queue: kind.queue, err: error.message }, 'no process before the first job'),
  );
  ahead.then(() => worker.run()).catch((error: Error) => worker.emit('error', error));
  const recording = new Set<Promise<void>>();
  let startedAt = Date.now();
  worker.on('active', () => {
    startedAt = Date.now();
  });
  worker.on('error', (error) => log.warn({ queue: kind.queue, err: error.message }, 'queue error'));
  worker.on('stalled', (jobId) => log.warn({ queue: kind.queue, jobId }, 'job stalled, taken over'));
  worker.on('failed', (job, error) => {
    if (!job) return;
    const last = error.name === 'UnrecoverableError' || job.attemptsMade >= kind.attempts;
    log[last ? 'error' : 'warn'](
      { queue: kind.queue, jobId: job.id, attempt: job.attemptsMade, err: error.message },
      last ? 'job given up' : 'job failed, will be tried again',
    );
    const parsed = kind.schema.safeParse(job.data);
    if (!last || !onGivenUp || !parsed.success) return;
    const recorded = onGivenUp(parsed.data, error)
      .catch((err: Error) =>
        log.error({ queue: kind.queue, jobId: job.id, err: err.message }, 'could not record a job that was given up'),
      )
      .finally(() => recording.delete(recorded));
    recording.add(recorded);
  });
  return {
    waiting: () => connection.llen(worker.toKey('wait')),
    lastStartedAt: () => startedAt,
    busy: async () => (await connection.llen(worker.toKey('active'))) > 0,
    async close() {
      // A process that is still starting would outlive its pool.
      await ahead;
      await closeWith(connection, worker.close());
      await Promise.all(recording);
    },
  };
}

/** A payload of unknown shape never works the second time: give it up at once. */
export function parseJob<J>(kind: JobKind<J>, data: unknown): J {
  const parsed = kind.schema.safeParse(data);
  if (!parsed.success) throw new UnrecoverableError(`job-payload: ${parsed.error.message}`);
  return parsed.data;
}

function unreachable(queue: string, cause: unknown): DomainError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new DomainError('queue-unreachable', `${queue}: ${why}`, { retryable: true, cause });
}
