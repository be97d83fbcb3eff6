import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { zstdDecompress } from 'node:zlib';
import { DomainError, keys, type ScanId, Strip } from '@h986/domain';
import { getJson, type ObjectStore } from '@h986/stores';

const decompress = promisify(zstdDecompress);

/** A strip as acquired: line by line, each all channels of high, then of low. */
export interface RawStrip {
  header: Strip;
  /** lines x 2 x channels */
  samples: Uint16Array;
}

/**
 * @throws {DomainError} `strip-digest` when the samples are not those that the bridge stored, `strip-unreadable` when they
 *   do not decompress to as many as the strip's record says; neither is worth trying again.
 */
export async function readRawStrip(objects: ObjectStore, scanId: ScanId, strip: number): Promise<RawStrip> {
  const header = await getJson(objects, keys.strip(scanId, strip), Strip);
  const packed = await objects.get(keys.stripSamples(scanId, strip));
  const samples = await unpackSamples(packed, header.lines * 2 * header.channels, header.sha256, 'strip');
  return { header, samples };
}

/**
 * How to unpack so many bytes: never more, and into one buffer. Pieces of 16 KB, zlib's default, cost a third of the time of
 * an assembly in garbage.
 */
export function wholeAtOnce(bytes: number): { maxOutputLength: number; chunkSize: number } {
  return { maxOutputLength: bytes, chunkSize: Math.max(bytes, 64) };
}

/**
 * Samples from their compressed form, checked for number and digest.
 *
 * @param what first part of the errors' codes: `<what>-unreadable`, `<what>-digest`
 */
export async function unpackSamples(
  packed: Uint8Array,
  count: number,
  sha256: string,
  what: 'strip' | 'calibration',
): Promise<Uint16Array> {
  const bytes = await decompress(packed, wholeAtOnce(count * 2)).catch((cause: unknown) => {
    throw new DomainError(`${what}-unreadable`, `samples do not decompress: ${String(cause)}`, { cause });
  });
  if (bytes.byteLength !== count * 2)
    throw new DomainError(`${what}-unreadable`, `${bytes.byteLength} bytes of samples, wanted ${count * 2}`);
  if (createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw new DomainError(`${what}-digest`, 'samples are not those that were stored');
  const aligned = bytes.byteOffset % 2 === 0 ? bytes : Buffer.from(bytes);
  return new Uint16Array(aligned.buffer, aligned.byteOffset, count);
}
