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

/** Strips are inflated in workers: the pointer must not stutter while the picture comes in. */
export function createDecoder(most = Math.min(MOST_WORKERS, navigator.hardwareConcurrency || 2)): Decoder {
  const hands: Hand[] = [];

  /** One with nothing to do, a new one while there may be more, or the one with the least. */
  function next(): Hand {
    const free = hands.find(({ waiting }) => waiting.size === 0);
    if (free !== undefined) return free;
    if (hands.length < most) hands.push(createHand());
    return hands.reduce((best, hand) => (hand.waiting.size < best.waiting.size ? hand : best));
  }

  return {
    decode: (bytes) => next().decode(bytes),
    close() {
      for (const { worker } of hands) worker.terminate();
    },
  };
}

interface Hand {
  worker: Worker;
  waiting: Map<number, Waiting>;
  decode(bytes: Uint8Array<ArrayBuffer>): Promise<PlaneStrip>;
}

function createHand(): Hand {
  const worker = new Worker(new URL('./decode-worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, Waiting>();
  let last = 0;

  worker.onmessage = ({ data }: MessageEvent<Decoded>) => {
    const caller = waiting.get(data.id);
    waiting.delete(data.id);
    if ('strip' in data) caller?.resolve(data.strip);
    else caller?.reject(new DomainError(data.code, data.message));
  };
  worker.onerror = (event) => {
    for (const { reject } of waiting.values()) reject(new DomainError('plane-worker', event.message));
    waiting.clear();
  };

  return {
    worker,
    waiting,
    decode: (bytes) =>
      new Promise((resolve, reject) => {
        const id = ++last;
        waiting.set(id, { resolve, reject });
        worker.postMessage({ id, bytes }, [bytes.buffer]);
      }),
  };
}
