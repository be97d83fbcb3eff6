import { keys, type MaterialTable, shownMaterial } from '@h986/domain';
import { jsonBytes, type ObjectStore } from '@h986/stores';

/** Tables that this process has seen in its store. */
const shown = new WeakMap<ObjectStore, Set<string>>();

/** Leaves what viewers need of a table where they find it by its digest; once, it never changes. */
export async function showTable(objects: ObjectStore, table: MaterialTable, digest: string): Promise<void> {
  const known = shown.get(objects) ?? new Set<string>();
  shown.set(objects, known);
  if (known.has(digest)) return;
  const key = keys.shownMaterial(digest);
  // One written by another version of this code is as good.
  if (!(await objects.head(key))) await objects.putOnce(key, jsonBytes(shownMaterial(table)));
  known.add(digest);
}
