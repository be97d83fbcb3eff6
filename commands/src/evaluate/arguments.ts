import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DomainError } from '@h986/domain';
import { EVALUATION_SEEDS_FROM } from '@h986/fixtures';
import { wholeNumber } from '../whole-number.ts';
import { readingSuites } from './readings/index.ts';
import type { ReadingSuite } from './readings/reading-suite.ts';
import { CI_SCANS, type Suite, suiteOf, suites } from './suites.ts';

const REPO = fileURLToPath(new URL('../../..', import.meta.url));

export const USAGE = `npm run evaluate -- [options]
  --suite NAME        ${suites.map(({ name }) => name).join(', ')}, real, all (default same);
                      of what is read of loads: ${readingSuites.map(({ name }) => name).join(', ')}
  --scans N           scans of a suite, half of them clean, in clean all (default 500; ci ${CI_SCANS})
  --calibration N     clean scans that thresholds come from (default as many as scans; ci none)
  --seed S            the first scan's seed, from ${EVALUATION_SEEDS_FROM} on (default the suite's own)
  --models DIR        folder of models (default models); every active one that makes maps is judged
  --workers N         processes beside each other (default one a core)
  --cache DIR         where scores of single scans are kept (default .evaluation)
  --background DIR    real, material: folder of scans as .npy, rows x columns x 2
  --no-ledger         do not write this look down
  --table             print what the ledger and the cards say of the models that ship, and judge nothing
  --json              figures as JSON on standard output`;

export interface Wanted {
  suites: Suite[];
  /** A suite of what is read of loads, instead of those above. */
  reading: ReadingSuite | null;
  real: string | null;
  background: string | null;
  scans: number | null;
  calibration: number | null;
  seed: number | undefined;
  modelsDir: string;
  workers: number;
  cacheDir: string;
  ledger: string | null;
  json: boolean;
  table: boolean;
}

/** @throws {DomainError} `usage`, `suite-unknown`, or `evaluation-seed` for a seed that may have been trained on */
export function readArguments(args: readonly string[]): Wanted {
  const values = parse(args);
  const real = values.suite === 'real';
  if (real && values.background === undefined) throw usage('--suite real needs --background DIR');
  const reading = readingSuites.find(({ name }) => name === values.suite) ?? null;
  const seed = values.seed === undefined ? undefined : whole(values.seed, '--seed', 0);
  if (seed !== undefined && seed < EVALUATION_SEEDS_FROM) {
    throw new DomainError(
      'evaluation-seed',
      `seed ${seed} may have been trained on: from ${EVALUATION_SEEDS_FROM} on none was`,
    );
  }
  const count = (text: string | undefined, option: string): number | null =>
    text === undefined ? null : whole(text, option, option === '--calibration' ? 0 : 1);
  return {
    suites:
      real || reading
        ? []
        : values.suite === 'all'
          ? suites.filter(({ name }) => name !== 'ci')
          : [suiteOf(values.suite)],
    reading,
    real: real ? (values.background as string) : null,
    background: values.background ?? null,
    scans: count(values.scans, '--scans'),
    calibration: count(values.calibration, '--calibration'),
    seed,
    modelsDir: values.models ?? join(REPO, 'models'),
    workers: values.workers === undefined ? availableParallelism() : whole(values.workers, '--workers', 1),
    cacheDir: values.cache ?? join(REPO, '.evaluation'),
    ledger: values['no-ledger'] ? null : join(REPO, 'models', 'ledger.jsonl'),
    json: values.json,
    table: values.table,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        suite: { type: 'string', default: 'same' },
        scans: { type: 'string' },
        calibration: { type: 'string' },
        seed: { type: 'string' },
        models: { type: 'string' },
        workers: { type: 'string' },
        cache: { type: 'string' },
        background: { type: 'string' },
        'no-ledger': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        table: { type: 'boolean', default: false },
      },
    }).values;
  } catch (cause) {
    throw usage((cause as Error).message);
  }
}

const whole = (text: string, option: string, least: number): number => wholeNumber(text, option, least, usage);

function usage(message: string): DomainError {
  return new DomainError('usage', `${message}\n${USAGE}`);
}
