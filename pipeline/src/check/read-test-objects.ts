import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { canonicalJson, DomainError, GENERIC_TEST_OBJECT, TestObject } from '@h986/domain';

/** A test object as it is used, or why its description may not be. */
export type ObjectInUse = { object: TestObject; sha256: string } | { error: DomainError };

/** What the scanners of a site are checked with. */
export interface TestObjects {
  /** Of all of them together: it decides what checks say. */
  digest: string;
  lanes: ReadonlyMap<string, ObjectInUse>;
  /** Of a lane that has none of its own. */
  generic: ObjectInUse;
}

const sha256Of = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');

export const GENERIC = { object: GENERIC_TEST_OBJECT, sha256: sha256Of(canonicalJson(GENERIC_TEST_OBJECT)) };
export const ONLY_GENERIC: TestObjects = { digest: digestOf(new Map()), lanes: new Map(), generic: GENERIC };

/** A site's objects in `<folder>/<lane>.json`. Nothing that is wrong with one is thrown: `objectOf` says it of the lane whose it is. */
export async function readTestObjects(folder: string | null): Promise<TestObjects> {
  if (folder === null) return ONLY_GENERIC;
  const files = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json')).sort();
  const entries = await Promise.all(
    files.map(async (file) => [basename(file, '.json'), await readObject(join(folder, file))] as const),
  );
  const lanes = new Map(entries);
  return { digest: digestOf(lanes), lanes, generic: GENERIC };
}

/** @throws {DomainError} `test-object-unreadable`: another object would not be the one that stands on the lane */
export function objectOf({ lanes, generic }: TestObjects, lane: string): { object: TestObject; sha256: string } {
  const found = lanes.get(lane) ?? generic;
  if ('error' in found) throw found.error;
  return found;
}

async function readObject(path: string): Promise<ObjectInUse> {
  try {
    const bytes = await readFile(path);
    return { object: TestObject.parse(JSON.parse(new TextDecoder().decode(bytes))), sha256: sha256Of(bytes) };
  } catch (cause) {
    return {
      error: new DomainError('test-object-unreadable', `no readable test object in ${path}`, {
        cause,
        details: { path },
      }),
    };
  }
}

function digestOf(lanes: TestObjects['lanes']): string {
  const own = [...lanes].map(([lane, one]) => [lane, 'error' in one ? 'refused' : one.sha256]);
  return sha256Of(JSON.stringify([GENERIC.sha256, ...own]));
}
