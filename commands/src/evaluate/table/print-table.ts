import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { basisOf } from '../basis.ts';
import { registryOf } from '../judging/open-models.ts';
import { readLedger } from '../ledger.ts';
import { openBook } from './book.ts';
import { tableOf } from './table.ts';

/**
 * What the ledger in a folder of models and the cards of those that ship say, as Markdown.
 *
 * @throws {DomainError} `ledger-line`, and as `registryOf`
 */
export async function printTable(modelsDir: string): Promise<string> {
  const registry = await registryOf(modelsDir);
  const cards = registry.files.map(({ card }) => card);
  return tableOf(openBook(await readLedger(join(modelsDir, 'ledger.jsonl')), cards, basisOf(registry)));
}

/** Writes the table beside the ledger, whenever this has grown. */
export async function writeTable(ledger: string): Promise<void> {
  const folder = dirname(ledger);
  await writeFile(join(folder, 'FIGURES.md'), await printTable(folder));
}
