import { promisify } from 'node:util';
import { constants, deflateRaw, inflateRaw } from 'node:zlib';
import {
  DomainError,
  decodeDeltas,
  encodeDeltas,
  PLANE_HEADER_BYTES,
  type PlaneHeader,
  planeHeader,
  readPlaneHeader,
} from '@h986/domain';
import type { Transmission } from './calibrate.ts';
import { wholeAtOnce } from './raw-strip.ts';

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

/**
 * Differences of noise repeat in runs or not at all: looking for runs only takes a third of the time of a full search, and
 * the result is no larger (256 x 1500 x 2: 12 ms for 34 ms, 1.26 MB both).
 */
const DEFLATE = { level: 1, strategy: constants.Z_RLE } as const;

/** A strip's transmission in the form that viewers read: see `PlaneHeader`. */
export async function encodePlane(firstLine: number, { high, low }: Transmission): Promise<Uint8Array> {
  const { lines, channels } = high;
  const samples = interleave(high.samples, low.samples, lines, channels);
  const packed = await deflate(new Uint8Array(encodeDeltas(samples, lines).buffer), {
    ...DEFLATE,
    chunkSize: samples.byteLength,
  });
  return Buffer.concat([planeHeader({ firstLine, lines, channels }), packed]);
}

/**
 * @returns samples channel by channel, in each line by line high, low
 * @throws {DomainError} `plane-header`, `plane-unreadable`
 */
export async function decodePlane(bytes: Uint8Array): Promise<{ header: PlaneHeader; samples: Uint16Array }> {
  const header = readPlaneHeader(bytes);
  const count = header.lines * header.channels * 2;
  const plain = await inflate(bytes.subarray(PLANE_HEADER_BYTES), wholeAtOnce(count * 2)).catch((cause: unknown) => {
    throw new DomainError('plane-unreadable', 'plane strip does not inflate', { cause });
  });
  if (plain.byteLength !== count * 2) throw new DomainError('plane-unreadable', 'plane strip is not of its length');
  const samples = new Uint16Array(count);
  new Uint8Array(samples.buffer).set(plain);
  return { header, samples: decodeDeltas(samples, header.lines) };
}

/** Lines become columns. In blocks of lines, so that both sides stay in the processor's cache. */
function interleave(high: Uint16Array, low: Uint16Array, lines: number, channels: number): Uint16Array {
  const samples = new Uint16Array(lines * channels * 2);
  const block = 16;
  for (let first = 0; first < lines; first += block) {
    const last = Math.min(first + block, lines);
    for (let channel = 0; channel < channels; channel++) {
      for (let line = first; line < last; line++) {
        const to = (channel * lines + line) * 2;
        samples[to] = high[line * channels + channel] as number;
        samples[to + 1] = low[line * channels + channel] as number;
      }
    }
  }
  return samples;
}
