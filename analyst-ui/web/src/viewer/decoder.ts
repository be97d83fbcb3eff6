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

/** Strips are inflated in a worker: the pointer must not stutter while the picture comes in. */
export function createDecoder(): Decoder {
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
    decode: (bytes) =>
      new Promise((resolve, reject) => {
        const id = ++last;
        waiting.set(id, { resolve, reject });
        worker.postMessage({ id, bytes }, [bytes.buffer]);
      }),
    close: () => worker.terminate(),
  };
}
