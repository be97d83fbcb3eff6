import { randomUUID } from 'node:crypto';
import { type FileHandle, link, mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { DomainError } from '@h986/domain';
import { errnoOf, refuse, unless } from './folder-errors.ts';
import { listFolder } from './folder-list.ts';
import { checkKey, checkRange, type ObjectStore, type PutOutcome, sameBytes } from './object-store.ts';

export interface FolderStoreOptions {
  /** Brings a file or folder to the disk. @defaultValue fsync */
  sync?: (handle: FileHandle, path: string) => Promise<void>;
}

/** No key can be named so: `~` is none of a key's characters. */
const UNFINISHED = '~unfinished';
const ABANDONED_AFTER_MS = 3_600_000;
const KNOWN_FOLDERS = 10_000;

/**
 * A folder as object store: an object is a file, its key the path. A key cannot at the same time be the folder of others.
 *
 * @param folder made when it is not there; one file system, or nothing can be put
 */
export async function openFolderStore(
  folder: string,
  { sync = (handle) => handle.sync() }: FolderStoreOptions = {},
): Promise<ObjectStore> {
  const root = resolve(folder);
  const unfinished = join(root, UNFINISHED);
  const made = await mkdir(unfinished, { recursive: true });
  await removeAbandoned(unfinished);
  const pathOf = (key: string): string => join(root, checkKey(key));

  /** Folders whose own names are known to be on the disk. */
  const known = new Set<string>([root]);

  async function syncPath(path: string): Promise<void> {
    const handle = await open(path, 'r');
    try {
      await sync(handle, path);
    } finally {
      await handle.close();
    }
  }

  // The folder itself, and those above it that were not there.
  for (let path = unfinished; made?.length && path.length >= made.length; path = dirname(path))
    await syncPath(dirname(path));

  async function makeFolder(path: string): Promise<void> {
    if (known.has(path)) return;
    const parent = dirname(path);
    await makeFolder(parent);
    await mkdir(path).catch(unless('EEXIST'));
    // Also when somebody else made it: he may not have come to syncing it.
    await syncPath(parent);
    if (known.size >= KNOWN_FOLDERS) known.clear();
    known.add(path).add(root);
  }

  async function writeUnfinished(bytes: Uint8Array): Promise<string> {
    const path = join(unfinished, `${process.pid}-${randomUUID()}`);
    const handle = await open(path, 'wx');
    try {
      await handle.writeFile(bytes);
      await sync(handle, path);
      return path;
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    } finally {
      await handle.close();
    }
  }

  async function put(path: string, bytes: Uint8Array): Promise<PutOutcome> {
    await makeFolder(dirname(path));
    const written = await writeUnfinished(bytes);
    try {
      // Unlike `rename`, `link` never takes a name that is taken.
      await link(written, path);
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST') throw error;
      const outcome = sameBytes(await readFile(path), bytes) ? 'same' : 'conflict';
      // Whoever put it may not have come to syncing the name, and `same` is a promise too.
      if (outcome === 'same') await syncPath(dirname(path));
      return outcome;
    } finally {
      await rm(written, { force: true });
    }
    await syncPath(dirname(path));
    return 'created';
  }

  return {
    async putOnce(key, bytes) {
      return put(pathOf(key), bytes).catch(refuse(key));
    },
    async get(key) {
      return readFile(pathOf(key)).catch(refuse(key));
    },
    async getRange(key, start, length) {
      checkRange(key, start, length);
      return readRange(pathOf(key), key, start, length).catch(refuse(key));
    },
    async head(key) {
      const found = await stat(pathOf(key)).catch(unless('ENOENT', 'ENOTDIR')).catch(refuse(key));
      return found?.isFile() ? { size: found.size } : null;
    },
    list(prefix, options = {}) {
      return listFolder(root, prefix, options);
    },
    async close() {},
  };
}

async function readRange(path: string, key: string, start: number, length: number): Promise<Uint8Array> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    if (start >= size) throw new DomainError('object-range', `${key} has ${size} bytes, not ${start}`);
    const bytes = new Uint8Array(Math.min(length, size - start));
    let filled = 0;
    while (filled < bytes.length) {
      const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, start + filled);
      if (bytesRead === 0) throw new Error(`${path} became shorter while it was read`);
      filled += bytesRead;
    }
    return bytes;
  } finally {
    await handle.close();
  }
}

/** What a crash left half written. Younger ones may be another process's work. */
async function removeAbandoned(unfinished: string): Promise<void> {
  for (const name of await readdir(unfinished)) {
    const path = join(unfinished, name);
    const found = await stat(path).catch(unless('ENOENT'));
    if (found && Date.now() - found.mtimeMs > ABANDONED_AFTER_MS) await rm(path, { force: true });
  }
}
