import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lockFolder } from './lock.ts';

test.each([
  ['that is gone', 2 ** 22 + 1],
  ['that had our own number', process.pid],
])('a lock left behind by a process %s is taken over', async (_, pid) => {
  const folder = await mkdtemp(join(tmpdir(), 'h986-lock-'));
  await writeFile(join(folder, 'lock'), String(pid));
  const unlock = await lockFolder(folder);
  await unlock();
});

test('a lock of a process that lives is not, and the way out is named', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'h986-lock-'));
  await writeFile(join(folder, 'lock'), String(process.ppid));
  await expect(lockFolder(folder)).rejects.toMatchObject({
    code: 'already-running',
    message: expect.stringContaining(join(folder, 'lock')),
  });
});
