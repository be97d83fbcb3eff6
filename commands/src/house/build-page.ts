import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DomainError } from '@h986/domain';
import { repository } from './house.ts';

const web = join(repository, 'analyst-ui/web');

/**
 * Builds the page unless it is newer than everything that it is made of.
 *
 * @throws {DomainError} `page-build` with the builder's words
 */
export async function buildPage(): Promise<void> {
  const built = await stat(join(web, 'dist/index.html')).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
  const sources = [
    join(web, 'src'),
    join(web, 'public'),
    join(web, 'index.html'),
    join(web, 'vite.config.ts'),
    join(repository, 'domain/src'),
  ];
  if (built > Math.max(...(await Promise.all(sources.map(newest))))) return;
  try {
    await promisify(execFile)(process.execPath, [join(repository, 'node_modules/vite/bin/vite.js'), 'build'], {
      cwd: web,
      // A test's own environment would build the page as for its developers, and that page would be taken for the built one.
      env: { ...process.env, NODE_ENV: 'production' },
    });
  } catch (cause) {
    const { stderr = '', message } = cause as Error & { stderr?: string };
    throw new DomainError('page-build', stderr || message, { cause });
  }
}

async function newest(path: string): Promise<number> {
  const at = await stat(path).catch(() => null);
  if (!at) return 0;
  if (!at.isDirectory()) return at.mtimeMs;
  const names = await readdir(path, { recursive: true });
  const times = await Promise.all(names.map(async (name) => (await stat(join(path, name))).mtimeMs));
  return Math.max(0, ...times);
}
