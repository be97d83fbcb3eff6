import http from 'node:http';
import https from 'node:https';

/** Time that a body may take beyond the answer's own: 1 MiB a second is slower than any network this runs on. */
const SLOWEST_BYTES_PER_MS = (1024 * 1024) / 1000;
const RETRYABLE_STATUS = [408, 429, 499, 500, 502, 503, 504, 520];

/** The server answered, but with something that may be another next time. */
export class HttpStatusError extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`HTTP status ${status}`);
    this.status = status;
  }
}

export interface Transport {
  request: typeof http.request;
  /** The sockets kept open between requests. */
  agent: http.Agent;
}

/**
 * What the `minio` client sends through. The client waits for ever and swallows the status of an answer that may be tried
 * again: here every attempt has a deadline, and such a status is an error with its number.
 *
 * @param timeoutMs for connecting and the first byte of the answer; bodies have time by their size beside it
 */
export function openTransport(secure: boolean, timeoutMs: number): Transport {
  const { request, Agent } = secure ? https : http;
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });

  function withDeadline(options: http.RequestOptions, onAnswer: (answer: http.IncomingMessage) => void) {
    const outgoing = request(options);
    let timer = setTimeout(() => outgoing.destroy(timedOut()), allowance(options.headers));
    outgoing.once('close', () => clearTimeout(timer));
    outgoing.once('response', (answer) => {
      clearTimeout(timer);
      const status = answer.statusCode ?? 0;
      if (RETRYABLE_STATUS.includes(status)) {
        answer.resume();
        outgoing.destroy(new HttpStatusError(status));
        return;
      }
      timer = setTimeout(() => answer.destroy(timedOut()), allowance(answer.headers));
      onAnswer(answer);
    });
    return outgoing;
  }

  function allowance(headers: http.RequestOptions['headers'] = {}): number {
    const length = 'content-length' in headers ? Number(headers['content-length']) : 0;
    return timeoutMs + length / SLOWEST_BYTES_PER_MS;
  }

  function timedOut(): Error {
    return Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' });
  }

  return { request: withDeadline as typeof http.request, agent };
}
