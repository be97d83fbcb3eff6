import { DomainError } from '@h986/domain';
import { jobKinds, parseJob } from '@h986/stores';
import { DelayedError, type SandboxedJob, UnrecoverableError } from 'bullmq';
import { assemble } from '../assembly.ts';
import { analyseStrip } from '../strip.ts';
import type { Tools } from '../tools.ts';

/** What BullMQ calls in a sandboxed process. */
export type Processor = (job: SandboxedJob, token?: string) => Promise<void>;

/** Codes that a second try may not see: the job was quicker than the objects that it is about. */
const PASSING = new Set(['object-missing', 'object-store-unreachable']);

export function stripProcessor(opening: Promise<Tools>): Processor {
  return sandboxed(opening, async (job, _token, tools) => {
    await analyseStrip(parseJob(jobKinds.strips, job.data), tools);
  });
}

export function assemblyProcessor(opening: Promise<Tools>): Processor {
  return sandboxed(opening, async (job, token, tools) => {
    const data = parseJob(jobKinds.assembly, job.data);
    const outcome = await assemble(data, job.timestamp, tools);
    if (outcome.state === 'done') return;
    await job.moveToDelayed(outcome.until, token);
    throw new DelayedError();
  });
}

/**
 * Tools are opened once, before the first job; when that fails every job fails with the reason, so that the owner of the
 * worker can record it. A child whose parent has died ends too: its job belongs to somebody else by then.
 */
function sandboxed(
  opening: Promise<Tools>,
  work: (job: SandboxedJob, token: string | undefined, tools: Tools) => Promise<void>,
): Processor {
  opening.catch(() => {});
  process.once('disconnect', () => process.exit(1));
  process.on('uncaughtExceptionMonitor', endWithoutParent);
  return async (job, token) => {
    try {
      await work(job, token, await opening);
    } catch (error) {
      throw isHopeless(error) ? unrecoverable(error) : error;
    }
  };
}

/** What sending says when nobody is there to read. */
const UNHEARD = new Set(['EPIPE', 'ECONNRESET', 'ERR_IPC_CHANNEL_CLOSED']);

/**
 * BullMQ tells the parent of what nobody caught, and where that cannot be sent of that, and so on: without a parent for ever, on a whole
 * core, and no other event gets its turn.
 */
function endWithoutParent(error: Error & { code?: string }): void {
  if (UNHEARD.has(error?.code ?? '')) process.exit(1);
}

function isHopeless(error: unknown): error is DomainError {
  return error instanceof DomainError && !error.retryable && !PASSING.has(error.code);
}

/** Only own properties reach the parent, so the code goes along as one. */
function unrecoverable({ code, message }: DomainError): UnrecoverableError {
  return Object.assign(new UnrecoverableError(message), { code });
}
