import { keys, StripResult } from '@h986/domain';
import { getJson } from '@h986/stores';
import type { Tools } from '../tools.ts';
import type { Scan } from './conclude.ts';

/** What the strips' jobs left, but for those that are missing. */
export async function readStripResults(
  { scanId, revision, seal, missing }: Scan,
  { objects }: Pick<Tools, 'objects'>,
): Promise<StripResult[]> {
  const present = [...seal.strips.keys()].filter((strip) => !missing.includes(strip));
  return Promise.all(present.map((strip) => getJson(objects, keys.stripResult(scanId, revision, strip), StripResult)));
}
