import { DomainError, decodeDeltas, PLANE_HEADER_BYTES, readPlaneHeader, STRIP_LINES } from '@h986/domain';
import { pyramidOf } from './levels.ts';
import type { PlaneStrip } from './strip-store.ts';

/**
 * A plane strip as the API serves it (see `plane.ts` of the domain), back to samples and at every size.
 *
 * @throws {DomainError} `plane-header` when it is none, `plane-length` when its samples are not what its header says
 */
export async function decodePlane(bytes: Uint8Array<ArrayBuffer>): Promise<PlaneStrip> {
  const { firstLine, lines, channels } = readPlaneHeader(bytes);
  if (lines < 1 || lines > STRIP_LINES || firstLine % STRIP_LINES !== 0) {
    throw new DomainError('plane-header', `a strip of ${lines} lines at line ${firstLine}`);
  }
  const samples = new Uint16Array(lines * channels * 2);
  await inflateInto(bytes.subarray(PLANE_HEADER_BYTES), new Uint8Array(samples.buffer));
  decodeDeltas(samples, lines);
  return { firstLine, lines, channels, pyramid: pyramidOf({ width: lines, height: channels, samples }) };
}

async function inflateInto(packed: Uint8Array<ArrayBuffer>, target: Uint8Array): Promise<void> {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  let filled = 0;
  for (;;) {
    const { done, value } = await reader.read().catch((cause: unknown) => {
      throw new DomainError('plane-length', 'plane strip does not inflate', { cause });
    });
    if (done) break;
    if (filled + value.byteLength > target.byteLength) {
      await reader.cancel();
      throw new DomainError('plane-length', 'plane strip holds more than its header says');
    }
    target.set(value, filled);
    filled += value.byteLength;
  }
  if (filled !== target.byteLength)
    throw new DomainError('plane-length', 'plane strip holds less than its header says');
}
