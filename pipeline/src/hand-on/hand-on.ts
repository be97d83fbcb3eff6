import { type AssemblyJob, keys, type Revision, ScanResult } from '@h986/domain';
import { findJson } from '@h986/stores';
import type { Tools } from '../tools.ts';
import { rerunIfLate } from './late-strips.ts';

/** To the records; and to a new revision, when strips have come since that this one had to do without. */
export async function handOnResult(
  job: AssemblyJob,
  revision: Revision,
  tools: Pick<Tools, 'objects' | 'handOn'>,
): Promise<void> {
  await tools.handOn.results.add({ v: 1, scanId: job.scanId, revision });
  const result = await findJson(tools.objects, keys.result(job.scanId, revision), ScanResult);
  const missing = result?.stripsMissing ?? [];
  if (missing.length === 0) return;
  const present = await presentStrips(job, revision, tools);
  const late = missing.filter((strip) => present.has(strip));
  await rerunIfLate(job, revision, late, tools);
}

/** The strips of a scan whose results are there. */
export async function presentStrips(
  { scanId }: AssemblyJob,
  revision: Revision,
  { objects }: Pick<Tools, 'objects'>,
): Promise<Set<number>> {
  const prefix = keys.stripResults(scanId, revision);
  const present = new Set<number>();
  for await (const key of objects.list(prefix)) present.add(Number.parseInt(key.slice(prefix.length), 10));
  return present;
}
