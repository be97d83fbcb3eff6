import { DomainError } from '@h986/domain';
import type { Decoded } from './decode-worker.ts';
import type { PlaneStrip } from './strip-store.ts';

export interface Decoder {
  /** @throws {DomainError} as `decodePlane` */
  decode(bytes: Uint8Array<ArrayBuffer>): Promise<PlaneStrip>;
  close(): void;
}

interface Waiting {
  resolve(strip: PlaneStrip): void;
  reject(error: Error): void;
}

/** More workers than this wait for the network. */
const MOST_WORKERS = 4;

/** Many times what a strip takes; a worker whose script the network never brought says nothing at all. */
const ANSWER_MS = 20_000;

export interface DecoderOptions {
  most?: number;
  answerMs?: number;
  start?: () => Worker;
}

/**
 * Strips are inflated in workers: the pointer must not stutter while the picture comes in. A worker that fails or does not answer gives back
 * what it was asked for, as `plane-worker` (retryable), and another one takes its place.
 */
export function createDecoder({
  most = Math.min(MOST_WORKERS, navigator.hardwareConcurrency || 2),
  answerMs = ANSWER_MS,
  start = () => new Worker(new URL('./decode-worker.ts', import.meta.url), { type: 'module' }),
}: DecoderOptions = {}): Decoder {
  const hands = new Set<Hand>();

  /** One with nothing to do, a new one while there may be more, or the one with the least. */
  function next(): Hand {
    const free = [...hands].find(({ waiting }) => waiting.size === 0);
    if (free !== undefined) return free;
    if (hands.size < most) {
      const hand = createHand(start(), answerMs, () => hands.delete(hand));
      hands.add(hand);
    }
    return [...hands].reduce((best, hand) => (hand.waiting.size < best.waiting.size ? hand : best));
  }

  return {
    decode: (bytes) => next().decode(bytes),
    close() {
      for (const hand of hands) hand.close();
    },
  };
}

interface Hand {
  waiting: Map<number, Waiting>;
  decode(bytes: Uint8Array<ArrayBuffer>): Promise<PlaneStrip>;
  close(): void;
}

function createHand(worker: Worker, answerMs: number, onDead: () => void): Hand {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const close = (): void => {
    clearTimeout(timer);
    worker.terminate();
  };
  const die = (why: string): void => {
    close();
    onDead();
    for (const { reject } of waiting.values()) reject(new DomainError('plane-worker', why, { retryable: true }));
    waiting.clear();
  };
  const waitAnew = (): void => {
    clearTimeout(timer);
    if (waiting.size > 0) timer = setTimeout(die, answerMs, 'the worker does not answer');
  };

  worker.onmessage = ({ data }: MessageEvent<Decoded>) => {
    const caller = waiting.get(data.id);
    waiting.delete(data.id);
    waitAnew();
    if ('strip' in data) caller?.resolve(data.strip);
    else caller?.reject(new DomainError(data.code, data.message));
  };
  worker.onerror = ({ message }) => die(message || 'the worker cannot be started');

  return {
    waiting,
    decode: (bytes) =>
      new Promise((resolve, reject) => {
        const id = ++last;
        waiting.set(id, { resolve, reject });
        if (waiting.size === 1) waitAnew();
        worker.postMessage({ id, bytes }, [bytes.buffer]);
      }),
    close,
  };
}
