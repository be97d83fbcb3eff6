import { createHash } from 'node:crypto';
import { keys, type Policy, Revision, type ScanId } from '@h986/domain';
import type { ObjectStore } from '@h986/stores';
import type { MaterialTables } from '../material/read-tables.ts';
import type { ModelInUse } from '../registry/read-registry.ts';

/** What decides a result beside the pixels. */
export interface RevisionOf {
  counter: number;
  inUse: readonly Pick<ModelInUse, 'name' | 'version' | 'state' | 'sha256' | 'thresholds' | 'rules'>[];
  policy: Policy;
  tables?: Pick<MaterialTables, 'digest'>;
}

/** The revision that a job works on, known before the scan's first strip. @throws `object-missing` when nobody wrote an order */
export async function revisionOf(objects: ObjectStore, scanId: ScanId, of: RevisionOf): Promise<Revision> {
  const order = await objects.get(keys.order(scanId));
  return revision(of, createHash('sha256').update(order).digest('hex'));
}

export function revision({ counter, inUse, policy, tables }: RevisionOf, orderSha256: string): Revision {
  const named = inUse.map(({ name, version, state, sha256, thresholds, rules }) => [
    state === 'active' ? name : `${name}@${version}`,
    [sha256, rules, thresholds].filter(Boolean).join(' '),
  ]);
  const byName = named.sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
  // Keys in a fixed order: this text is hashed.
  const canonical = JSON.stringify({
    models: Object.fromEntries(byName),
    order: orderSha256,
    policy: `${policy.name} ${policy.version}`,
    ...(tables?.digest && { materials: tables.digest }),
  });
  const digest = createHash('sha256').update(canonical).digest('hex');
  return Revision.parse(`${counter}-${digest.slice(0, 12)}`);
}
