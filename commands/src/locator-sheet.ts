import { readdir, readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DomainError, errorCode } from '@h986/domain';
import { families, type ProfileName, phantomScan, type StoredScan } from '@h986/fixtures';
import { analyse, rawScanOf } from './evaluate/judging/analyse.ts';
import { openModels } from './evaluate/judging/open-models.ts';
import { openTeller } from './evaluate/tell.ts';
import { type Drawn, drawn, sheetOf } from './locator-sheet/draw.ts';
import { scanOfNpy, scanOfPicture } from './locator-sheet/read.ts';
import { wholeNumber } from './whole-number.ts';

const USAGE = `node commands/src/locator-sheet.ts --out FILE.png [--background DIR] [--phantoms N] [--models DIR]
  where the locator that ships puts containers, drawn over real scans (.npy), pictures (.jpg, .png) and phantoms: for eyes.
  Real scans carry no licence: keep the sheet out of the repository.`;
const REPO = fileURLToPath(new URL('../..', import.meta.url));
/** Phantoms of the sheet; nothing was trained on them. */
const SEED = 930_000_100;
const SCANNERS: readonly ProfileName[] = ['h986-6-4', 'r60', 'h986-9-6'];
/** From one family of goods to the next, so that a dozen phantoms show a dozen kinds. */
const NEXT_FAMILY = 7;

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${errorCode(error)}: ${(error as Error).message}\n`);
  process.exitCode = 1;
}

async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      out: { type: 'string' },
      background: { type: 'string' },
      phantoms: { type: 'string', default: '10' },
      models: { type: 'string', default: join(REPO, 'models') },
    },
  });
  const usage = (message: string): DomainError => new DomainError('usage', `${message}\n${USAGE}`);
  const { out, background, models: folder } = values;
  if (out === undefined) throw usage('--out is missing');
  const phantoms = wholeNumber(values.phantoms, '--phantoms', 0, usage);
  // Maps say nothing of where containers stand, and take most of the time.
  const locator = { ...(await openModels(folder)), models: [], shadow: [] };
  const teller = openTeller(process.stderr);
  const tiles: Drawn[] = [];
  const add = async (name: string, scan: StoredScan): Promise<void> => {
    teller.tell(name);
    const { result } = await analyse(rawScanOf(scan), locator);
    tiles.push(await drawn(name, scan, result.containers ?? []));
  };
  for (const path of background === undefined ? [] : await filesOf(background)) {
    const bytes = await readFile(path);
    await add(basename(path), extname(path) === '.npy' ? scanOfNpy(bytes) : await scanOfPicture(bytes));
  }
  for (let i = 0; i < phantoms; i++) {
    const family = families[(i * NEXT_FAMILY) % families.length]?.name as string;
    const profile = SCANNERS[i % SCANNERS.length];
    await add(`phantom ${family}`, phantomScan({ seed: SEED + i, family, profile, threat: 'none' }).scan);
  }
  teller.clear();
  await sheetOf(tiles, out);
  process.stdout.write(`${tiles.length} pictures in ${out}\n`);
}

/** @throws {DomainError} `background-missing` without a folder, or with nothing in it that can be drawn */
async function filesOf(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => /\.(npy|jpe?g|png)$/i.test(name)).sort();
  if (files.length === 0) throw new DomainError('background-missing', `there is no scan and no picture in ${folder}`);
  return files.map((name) => join(folder, name));
}
