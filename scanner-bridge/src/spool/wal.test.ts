import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../testing/scans.ts';
import { openWal } from './wal.ts';

test.skipIf(process.platform !== 'linux')(
  'a write that the disk refuses is told by name, and nothing is taken after it',
  async () => {
    const path = join(await tempFolder(), 'lines.wal');
    await symlink('/dev/full', path);
    const wal = await openWal(path, () => {});
    await expect(wal.append(240, new Uint8Array(8))).rejects.toMatchObject({ code: 'spool-write' });
    await expect(wal.append(240, new Uint8Array(8))).rejects.toMatchObject({ code: 'spool-write' });
    await wal.close();
  },
);
