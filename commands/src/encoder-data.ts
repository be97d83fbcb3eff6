import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { APPEARANCES, DomainError, errorCode } from '@h986/domain';
import { appearanceOf, families, trainingSeed } from '@h986/fixtures';
import { writeShard } from './encoder-data/shard.ts';
import { openProgress } from './phantom/progress.ts';

// Shards that are there already are skipped: a run that was stopped goes on, and several may share the shards by `--of`.
const SHARD_SCANS = 100;
const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    seed: { type: 'string', default: '1' },
    scans: { type: 'string', default: '10000' },
    share: { type: 'string', default: '1' },
    of: { type: 'string', default: '1' },
    evaluation: { type: 'boolean', default: false },
  },
});

try {
  const [first, scans, share, of] = [values.seed, values.scans, values.share, values.of].map(whole) as [
    number,
    number,
    number,
    number,
  ];
  const { out, evaluation } = values;
  if (!out) throw new DomainError('arguments', 'where to? --out FOLDER');
  if (!evaluation) trainingSeed(first + scans - 1);
  await mkdir(out, { recursive: true });
  await writeFile(join(out, 'classes.json'), JSON.stringify(classes(), null, 2));
  const progress = openProgress(Math.ceil(scans / SHARD_SCANS / of), process.stderr);
  for (let from = share - 1; from * SHARD_SCANS < scans; from += of) {
    const seeds = Array.from(
      { length: Math.min(SHARD_SCANS, scans - from * SHARD_SCANS) },
      (_, i) => first + from * SHARD_SCANS + i,
    );
    if (!existsSync(join(out, `${seeds[0]}.json`))) await writeShard(out, seeds, { evaluation });
    progress.step(`from seed ${seeds[0]}`);
  }
  progress.end();
} catch (error) {
  process.stderr.write(`${errorCode(error)}: ${(error as Error).message}\n`);
  process.exitCode = 1;
}

/** What the families look like, and which chapters look so: training and the card take it from here. */
function classes() {
  return {
    classes: APPEARANCES.map(({ id, chapters }) => ({ name: id, chapters })),
    families: Object.fromEntries(families.map(({ name }) => [name, appearanceOf(name)])),
    chapters: Object.fromEntries(families.map(({ name, chapters }) => [name, chapters])),
  };
}

function whole(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new DomainError('arguments', `${text} is not a whole number from 1`);
}
