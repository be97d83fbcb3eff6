import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { zstdCompress, zstdDecompress } from 'node:zlib';
import { DomainError, LINE_FLAG, type LineRange, type LineRecord } from '@h986/domain';
import { type LineBlock, type LineKind, lostRecord } from '@h986/domain/wire';
import { type ObjectStore, putOrAlarm } from '@h986/stores';
import type { SpooledScan } from '../spool/spooled-scan.ts';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Lines `from` to `to` of one kind as they were acquired; lost ones are zeros, flagged, in their own place. */
export async function gatherLines(
  scan: SpooledScan,
  kind: LineKind,
  from: number,
  to: number,
): Promise<{ records: LineRecord[]; samples: Uint8Array }> {
  const bytesPerLine = scan.geometry.channels * 4;
  const samples = new Uint8Array((to - from + 1) * bytesPerLine);
  const records: LineRecord[] = Array.from({ length: to - from + 1 }, (_, i) => lostRecord(from + i));
  for await (const part of scan.blocks(kind, from, to)) {
    if (isRange(part)) continue;
    const first = Math.max(from, part.firstLine);
    const last = Math.min(to, part.firstLine + part.records.length - 1);
    const skip = first - part.firstLine;
    samples.set(
      part.samples.subarray(skip * bytesPerLine, (last - part.firstLine + 1) * bytesPerLine),
      (first - from) * bytesPerLine,
    );
    for (let line = first; line <= last; line++) {
      const record = part.records[line - part.firstLine] as LineRecord;
      // `lost` is ours to say: a line that came is here, whatever its flags claim.
      records[line - from] = { ...record, flags: record.flags & ~LINE_FLAG.lost };
    }
  }
  return { records, samples };
}

/**
 * Puts samples, compressed, and reads them back before anybody calls them stored.
 *
 * @throws {DomainError} `object-conflict` when other samples lie there, `object-damaged` when they do not come back as they went
 */
export async function storeSamples(objects: ObjectStore, key: string, samples: Uint8Array): Promise<string> {
  const digest = sha256(samples);
  if ((await objects.head(key)) === null) await putOrAlarm(objects, key, await compress(samples));
  if ((await digestOfStored(objects, key)) !== digest) {
    throw new DomainError('object-damaged', `${key} does not hold what was acquired`, { details: { key } });
  }
  return digest;
}

/** SHA-256 of the samples that lie at a key, uncompressed. */
export async function digestOfStored(objects: ObjectStore, key: string): Promise<string> {
  return sha256(await decompress(await objects.get(key)));
}

function isRange(part: LineBlock | LineRange): part is LineRange {
  return 'to' in part;
}
