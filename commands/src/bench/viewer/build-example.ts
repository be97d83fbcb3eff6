import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { repository } from '../../house/house.ts';

const example = join(repository, 'analyst-ui/web/src/viewer/example');
/** The example page with the review desk's marks over it. */
export const MARKS_PAGE = join(import.meta.dirname, 'marks-page');

/** Builds the viewer's example page as a page elsewhere would. @param page another folder with an `index.html` */
export async function buildExample(to: string, page = example): Promise<void> {
  const vite = join(repository, 'node_modules/vite/bin/vite.js');
  const args = [vite, 'build', page, '--base', './', '--outDir', to, '--emptyOutDir'];
  const config = ['--config', join(repository, 'analyst-ui/web/vite.config.ts')];
  await promisify(execFile)(process.execPath, [...args, ...config], { cwd: join(repository, 'analyst-ui/web') });
}
