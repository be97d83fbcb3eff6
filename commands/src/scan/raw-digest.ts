import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { zstdDecompress } from 'node:zlib';
import { keys, type ScanId } from '@h986/domain';
import type { ObjectStore } from '@h986/stores';

const decompress = promisify(zstdDecompress);

/** SHA-256 over all samples of a scan in acquisition order, as they lie in the object store now. */
export async function rawDigest(objects: ObjectStore, scanId: ScanId, strips: number): Promise<string> {
  const hash = createHash('sha256');
  for (let strip = 0; strip < strips; strip++) {
    hash.update(await decompress(await objects.get(keys.stripSamples(scanId, strip))));
  }
  return hash.digest('hex');
}
