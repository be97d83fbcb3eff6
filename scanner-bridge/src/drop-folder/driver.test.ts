import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeNpy } from '@h986/imaging';
import { openLog } from '@h986/stores';
import { expect, test, vi } from 'vitest';
import { LaneConfig } from '../config.ts';
import type { ScannerEvents } from '../driver.ts';
import { tempFolder } from '../testing/scans.ts';
import { dropFolderDriver } from './driver.ts';

test('what cannot be taken is named or left, and does not keep the next picture waiting', async () => {
  const folder = await tempFolder();
  const picture = (rows: number) => encodeNpy({ rows, columns: 4, samples: new Uint16Array(rows * 4 * 2) });
  await mkdir(join(folder, 'a.npy'));
  await writeFile(join(folder, 'b.npy'), picture(4));
  await writeFile(join(folder, 'c.npy'), picture(16));
  const begin = vi.fn(async () => null);
  const events: ScannerEvents = { status() {}, connected() {}, held() {}, begin };
  const config = LaneConfig.parse({ lane: 'pictures', driver: 'drop-folder', folder });
  if (config.driver !== 'drop-folder') throw new Error('not a drop folder');
  const driver = dropFolderDriver({ ...config, log: openLog('test', 'silent') })(events);
  await vi.waitFor(async () => expect(await readdir(join(folder, 'taken'))).toHaveLength(1), { timeout: 30_000 });
  await driver.close();
  expect(begin).toHaveBeenCalledOnce();
  const refused = JSON.parse(await readFile(join(folder, 'refused', 'b.npy.error.json'), 'utf8'));
  expect(refused).toMatchObject({ code: 'picture-geometry' });
});
