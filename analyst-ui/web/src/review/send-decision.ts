import { type DecisionView, errorCode, isRetryable, type NewDecision, type ScanId } from '@h986/domain';
import type { Call } from '../api/call.ts';

interface Options {
  call: Call;
  scanId: ScanId;
  by: string;
  body: NewDecision;
  /** The server was not reached; it is asked again. */
  onWaiting(): void;
  attempts?: number;
  pauseMs?: number;
}

/**
 * Sends a confirmed decision until the server has said something to it.
 *
 * An attempt may arrive although its answer was lost. The next one is then refused, as the scan is decided: what is
 * recorded is ours if it says what we said of the same revision.
 *
 * @throws {ProblemError} the server's refusal, or that it was never reached
 */
export async function sendDecision(options: Options): Promise<DecisionView> {
  const { call, scanId, body, onWaiting, attempts = 10, pauseMs = 3_000 } = options;
  for (let attempt = 1; ; attempt++) {
    try {
      return await call('decide', { params: { scanId }, body });
    } catch (error) {
      const mine = attempt > 1 && LOST_ANSWER.has(errorCode(error)) ? await recorded(options) : undefined;
      if (mine !== undefined) return mine;
      if (!isRetryable(error) || attempt >= attempts) throw error;
      onWaiting();
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

const LOST_ANSWER = new Set(['scan-state', 'lease-missing']);

async function recorded({ call, scanId, by, body }: Options): Promise<DecisionView | undefined> {
  const { decisions } = await call('getScan', { params: { scanId } });
  return decisions.findLast(
    (one) =>
      one.by === by &&
      one.kind === body.kind &&
      one.reason === body.reason &&
      one.text === body.text &&
      one.revision === body.revision,
  );
}
