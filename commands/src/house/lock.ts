import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '@h986/domain';

/**
 * One system a data folder.
 *
 * @returns what gives the folder back
 * @throws {DomainError} `already-running` when another process that lives holds it
 */
export async function lockFolder(dataDir: string): Promise<() => Promise<void>> {
  await mkdir(dataDir, { recursive: true });
  const path = join(dataDir, 'lock');
  for (let attempt = 0; ; attempt++) {
    try {
      const file = await open(path, 'wx');
      await file.writeFile(String(process.pid));
      await file.close();
      return () => rm(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 0) throw error;
      const holder = Number(await readFile(path, 'utf8').catch(() => ''));
      // Our own number is a former process's: in a container every life has the same one.
      if (holder !== process.pid && alive(holder))
        throw new DomainError(
          'already-running',
          `process ${holder} runs on ${dataDir} already; if it does not, delete ${path}`,
        );
      await rm(path, { force: true });
    }
  }
}

function alive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
