import { keys, Refused, type Revision, Revision as RevisionSchema, type ScanId, Seal } from '@h986/domain';
import { findJson, type ObjectStore } from '@h986/stores';

/** What the object store knows of a scan, as far as the records care. */
export interface Facts {
  ordered: boolean;
  armed: boolean;
  refused: Refused | null;
  /** Strips stored. */
  strips: number;
  seal: Seal | null;
  /** Revisions whose result is complete. */
  results: Revision[];
}

export async function readFacts(objects: ObjectStore, scanId: ScanId): Promise<Facts> {
  const folder = keys.scan(scanId);
  const names = new Set<string>();
  for await (const key of objects.list(folder, { shallow: true })) names.add(key.slice(folder.length));
  const sealed = names.has('seal.json');
  return {
    ordered: names.has('order.json'),
    armed: names.has('armed.json'),
    refused: names.has('refused.json') ? await findJson(objects, keys.refused(scanId), Refused) : null,
    seal: sealed ? await findJson(objects, keys.seal(scanId), Seal) : null,
    strips: names.has('strips/') ? await countStrips(objects, scanId) : 0,
    results: names.has('results/') ? await findResults(objects, scanId) : [],
  };
}

/** A strip is there when both of its objects are; the records of its lines are written last. */
async function countStrips(objects: ObjectStore, scanId: ScanId): Promise<number> {
  let count = 0;
  for await (const key of objects.list(keys.strips(scanId))) if (key.endsWith('.json')) count += 1;
  return count;
}

async function findResults(objects: ObjectStore, scanId: ScanId): Promise<Revision[]> {
  const folder = keys.results(scanId);
  const found: Revision[] = [];
  for await (const key of objects.list(folder, { shallow: true })) {
    const revision = RevisionSchema.safeParse(key.slice(folder.length, -1));
    if (revision.success && (await objects.head(keys.result(scanId, revision.data)))) found.push(revision.data);
  }
  return found;
}
