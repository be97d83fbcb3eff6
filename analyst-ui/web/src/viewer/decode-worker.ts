import { DomainError, errorCode } from '@h986/domain';
import { decodePlane } from './decode.ts';
import type { PlaneStrip } from './strip-store.ts';

/** What the worker answers: the strip, or why not. */
export type Decoded = { id: number } & ({ strip: PlaneStrip } | { code: string; message: string });

self.onmessage = async ({ data }: MessageEvent<{ id: number; bytes: Uint8Array<ArrayBuffer> }>) => {
  try {
    const strip = await decodePlane(data.bytes);
    const { mean, darkest } = strip.pyramid;
    const buffers = [...mean, ...darkest].map((raster) => raster.samples.buffer);
    // The first of both is the same array.
    self.postMessage({ id: data.id, strip } satisfies Decoded, { transfer: [...new Set(buffers)] });
  } catch (error) {
    const message = error instanceof DomainError ? error.message : String(error);
    self.postMessage({ id: data.id, code: errorCode(error), message } satisfies Decoded);
  }
};
