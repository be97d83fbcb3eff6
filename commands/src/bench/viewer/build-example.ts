import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repository } from '../../house/house.ts';

const viewer = join(repository, 'analyst-ui/web/src/viewer');

/** Builds the viewer's example page as a page elsewhere would. */
export async function buildExample(to: string): Promise<void> {
  const vite = join(repository, 'node_modules/vite/bin/vite.js');
  const args = [vite, 'build', join(viewer, 'example'), '--base', './', '--outDir', to, '--emptyOutDir'];
  const config = ['--config', join(repository, 'analyst-ui/web/vite.config.ts')];
  await promisify(execFile)(process.execPath, [...args, ...config], { cwd: join(repository, 'analyst-ui/web') });
}
