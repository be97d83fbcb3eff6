import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verifyDatabase } from './audit-verify.ts';

test('a folder without records is not called an unbroken chain', async () => {
  const DATA_DIR = await mkdtemp(join(tmpdir(), 'h986-audit-'));
  await expect(verifyDatabase({ DATA_DIR })).rejects.toMatchObject({ code: 'records-missing' });
});
