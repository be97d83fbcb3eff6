import { keys, type Revision, ScanResult, Seal, type StripJob } from '@h986/domain';
import { findJson, getJson } from '@h986/stores';
import type { Tools } from '../tools.ts';

/** Revisions of a scan that late strips may start; a scan whose strips are late every time stays with people. */
const COUNTER_MAX = 3;

/**
 * Starts the next revision when a result had to be written without one of these strips, now that they are there.
 *
 * Whoever comes second calls this: a strip's job after writing its result, the assembly after writing the scan's. So
 * however the two fall together, one of them sees both.
 */
export async function rerunIfLate(
  { scanId, counter }: Pick<StripJob, 'scanId' | 'counter'>,
  revision: Revision,
  strips: readonly number[],
  { objects, handOn }: Pick<Tools, 'objects' | 'handOn'>,
): Promise<void> {
  if (counter >= COUNTER_MAX) return;
  const result = await findJson(objects, keys.result(scanId, revision), ScanResult);
  if (!strips.some((strip) => result?.stripsMissing?.includes(strip))) return;

  const seal = await getJson(objects, keys.seal(scanId), Seal);
  const next = { v: 1, scanId, counter: counter + 1 } as const;
  for (const strip of seal.strips.keys()) await handOn.strips.add({ ...next, strip });
  await handOn.assembly.add(next);
}
