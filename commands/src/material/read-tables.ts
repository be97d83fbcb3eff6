import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MaterialTable } from '@h986/domain';

/** The tables that lie in a folder of models. */
export async function readTables(modelsDir: string): Promise<MaterialTable[]> {
  const folder = join(modelsDir, 'material');
  const names = await readdir(folder).catch(() => []);
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name, 'table.json'), 'utf8')));
  return texts.map((text) => MaterialTable.parse(JSON.parse(text)));
}
