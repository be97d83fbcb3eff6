import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DomainError, errorCode } from '@h986/domain';
import { trainingSeed } from '@h986/fixtures';
import { openProgress } from './phantom/progress.ts';
import { writeTrainingScan } from './training-data/training-files.ts';

// Scans that are there already are skipped: a run that was stopped goes on, and several may share the seeds by `--step`.
const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    seed: { type: 'string', default: '1' },
    scans: { type: 'string', default: '1000' },
    step: { type: 'string', default: '1' },
    /** Of cargo; drawn where it is left out. */
    family: { type: 'string' },
    /** Empty containers with many small pieces in them, instead of drawn loads with drawn threats. */
    pieces: { type: 'boolean', default: false },
  },
});

/** Thresholds come from scans that no model has learned. */
const CALIBRATION_SEEDS_FROM = 800_000_000;

try {
  const [first, scans, step] = [values.seed, values.scans, values.step].map(whole) as [number, number, number];
  if (!values.out) throw new DomainError('arguments', 'where to? --out FOLDER');
  const last = trainingSeed(first + (scans - 1) * step);
  if (last >= CALIBRATION_SEEDS_FROM)
    throw new DomainError('calibration-seed', `seed ${last} is kept for calibration: those for training end before it`);
  await mkdir(values.out, { recursive: true });
  const progress = openProgress(scans, process.stderr);
  for (let i = 0; i < scans; i++) {
    const seed = first + i * step;
    if (!existsSync(join(values.out, `${seed}.json`))) await writeTrainingScan(seed, values.out, values);
    progress.step(`seed ${seed}`);
  }
  progress.end();
} catch (error) {
  process.stderr.write(`${errorCode(error)}: ${(error as Error).message}\n`);
  process.exitCode = 1;
}

function whole(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new DomainError('arguments', `${text} is not a whole number from 1`);
}
