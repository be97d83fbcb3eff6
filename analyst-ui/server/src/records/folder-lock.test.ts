import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { takeFolder } from './folder-lock.ts';

test('the embedded records are open in one process at a time', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'h986-lock-'));
  const release = await takeFolder(folder);
  await expect(takeFolder(folder)).rejects.toMatchObject({ code: 'records-in-use' });
  await release();
  await (await takeFolder(folder))();
});

test.each([
  ['that is gone', 999_999_999],
  ['whose number is ours now', process.pid],
])('what a crashed process left behind holds nobody up, one %s', async (_, pid) => {
  const folder = await mkdtemp(join(tmpdir(), 'h986-lock-'));
  await writeFile(join(folder, 'in-use-by.pid'), String(pid));
  const release = await takeFolder(folder);
  await release();
});
