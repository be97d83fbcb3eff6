import { readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '@h986/domain';

/** Files that this very process holds. */
const ours = new Set<string>();

/**
 * Only one process may open the embedded records: a second one would ruin them.
 *
 * @returns what gives the folder free again
 * @throws {DomainError} `records-in-use` naming the process that has it.
 */
export async function takeFolder(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, 'in-use-by.pid');
  if (ours.has(file)) throw inUse(process.pid, folder, file);
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx' });
      ours.add(file);
      return async () => {
        ours.delete(file);
        await unlink(file).catch(() => {});
      };
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
      const holder = Number(await readFile(file, 'utf8').catch(() => '0'));
      if (lives(holder)) throw inUse(holder, folder, file);
      // Its process is gone: a crash left it behind.
      await unlink(file).catch(() => {});
    }
  }
  throw new DomainError('records-in-use', `another process is just opening ${folder}`);
}

function inUse(holder: number, folder: string, file: string): DomainError {
  return new DomainError('records-in-use', `process ${holder} has ${folder} open; if it has not, delete ${file}`);
}

function lives(pid: number): boolean {
  // Our own number, and not taken by us: a former process had it, as in a container that was started again.
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
