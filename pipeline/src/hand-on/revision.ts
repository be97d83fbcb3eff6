import { createHash } from 'node:crypto';
import { keys, Order, type Policy, Revision, type ScanId, type ScanPurpose } from '@h986/domain';
import type { ObjectStore } from '@h986/stores';
import type { TestObjects } from '../check/read-test-objects.ts';
import type { MaterialTables } from '../material/read-tables.ts';
import type { ModelInUse } from '../registry/read-registry.ts';

/** What decides a result beside the pixels. */
export interface RevisionOf {
  counter: number;
  inUse: readonly Pick<ModelInUse, 'name' | 'version' | 'state' | 'sha256' | 'thresholds' | 'rules'>[];
  policy: Policy;
  tables?: Pick<MaterialTables, 'digest'>;
  testObjects?: Pick<TestObjects, 'digest'>;
}

/** The revision that a job works on, known before the scan's first strip. @throws `object-missing` when nobody wrote an order */
export async function revisionOf(objects: ObjectStore, scanId: ScanId, of: RevisionOf): Promise<Revision> {
  return (await revisionAndPurpose(objects, scanId, of)).revision;
}

/** The same, and what the scan is for: both from one look at its order. */
export async function revisionAndPurpose(
  objects: ObjectStore,
  scanId: ScanId,
  of: RevisionOf,
): Promise<{ revision: Revision; purpose: ScanPurpose }> {
  const bytes = await objects.get(keys.order(scanId));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const purpose = purposeOf(bytes);
  // What measures test objects decides nothing about cargo, whose revisions stay as they are.
  return { revision: revision(purpose === 'cargo' ? { ...of, testObjects: undefined } : of, sha256), purpose };
}

const Purpose = Order.pick({ purpose: true });

/** What cannot be read counts as cargo, of which nothing is clear without a reason: the assembly says what is wrong with the order. */
function purposeOf(order: Uint8Array): ScanPurpose {
  try {
    return Purpose.parse(JSON.parse(new TextDecoder().decode(order))).purpose ?? 'cargo';
  } catch {
    return 'cargo';
  }
}

export function revision({ counter, inUse, policy, tables, testObjects }: RevisionOf, orderSha256: string): Revision {
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
    ...(testObjects && { testObjects: testObjects.digest }),
  });
  const digest = createHash('sha256').update(canonical).digest('hex');
  return Revision.parse(`${counter}-${digest.slice(0, 12)}`);
}
