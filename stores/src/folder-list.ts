import { opendir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { refuse, unless } from './folder-errors.ts';
import { checkPrefix, type ListOptions } from './object-store.ts';

const NAME = /^[A-Za-z0-9._-]+$/;

/** The objects below a folder, in ascending byte order of their keys; reads no folder that lies before `startAfter`. */
export async function* listFolder(root: string, prefix: string, options: ListOptions): AsyncGenerator<string> {
  yield* walk(root, checkPrefix(prefix), options);
}

async function* walk(root: string, prefix: string, options: ListOptions): AsyncGenerator<string> {
  const { startAfter = '', shallow = false } = options;
  for (const { name, isFolder } of await entriesOf(join(root, prefix))) {
    const key = prefix + name;
    if (!isFolder || shallow) {
      if (key <= startAfter) continue;
      if (isFolder && !(await holdsObjects(join(root, key)))) continue;
      yield key;
    } else if (key > startAfter || startAfter.startsWith(key)) {
      yield* walk(root, key, options);
    }
  }
}

interface Entry {
  /** Of a folder with its `/`, as keys are compared: `a.b` comes before `a/b`. */
  name: string;
  isFolder: boolean;
}

async function entriesOf(folder: string): Promise<Entry[]> {
  const found = await readdir(folder, { withFileTypes: true }).catch(unless('ENOENT', 'ENOTDIR')).catch(refuse(folder));
  return (found ?? [])
    .filter((entry) => NAME.test(entry.name))
    .map((entry) => ({ name: entry.name + (entry.isDirectory() ? '/' : ''), isFolder: entry.isDirectory() }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A crash can leave a folder without the object that it was made for: no other store would show it. */
async function holdsObjects(folder: string): Promise<boolean> {
  const folders: string[] = [];
  for await (const entry of await opendir(folder)) {
    if (entry.isFile()) return true;
    folders.push(join(folder, entry.name));
  }
  for (const inner of folders) if (await holdsObjects(inner)) return true;
  return false;
}
