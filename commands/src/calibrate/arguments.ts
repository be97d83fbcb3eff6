import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DomainError } from '@h986/domain';
import { safeRank } from '@h986/domain/statistics';
import { repository } from '../house/house.ts';
import { dataFolder } from '../house/running.ts';

export const USAGE = `npm run calibrate -- --scans N [options]      thresholds and probabilities from phantoms
  --scans N           clean scans (at 1 % at least 299)
  --threats N         scans with a threat, for probabilities and the fused risk (default half as many)
  --seed S            first seed, from 800000000 to 849000000 (default 800000000)
  --model NAME        default cargoseg
  --rate R            share of clean scans that may alarm (default 0.01)
npm run calibrate -- --site DIR [options]     thresholds from a site's own clean scans: a folder of stored scans (.scan.json)
npm run calibrate -- --store [options]        the same from the released scans of the system that runs here
  --out DIR           data folder for a site's table (default that of this installation)
  --models DIR, --workers N, --cache DIR      as for npm run evaluate`;

export interface CalibrateWanted {
  from: 'phantoms' | 'folder' | 'store';
  scans: number;
  threats: number;
  seed: number;
  model: string;
  rate: number;
  site: string;
  out: string;
  modelsDir: string;
  workers: number;
  cacheDir: string;
}

/** Clean scans and scans with threats each have half of what is set apart for calibration. */
export const CLEAN_SEEDS = { from: 800_000_000, to: 849_000_000 } as const;
export const THREAT_SEEDS_AFTER = 50_000_000;

/** @throws {DomainError} `usage`, `calibration-seed`, or `calibration-too-few` where so many clean scans can promise nothing */
export function readCalibrateArguments(args: readonly string[]): CalibrateWanted {
  const values = parse(args);
  const from = values.store ? 'store' : values.site !== undefined ? 'folder' : 'phantoms';
  if (values.store && values.site !== undefined) throw usage('--site or --store, not both');
  if (from === 'phantoms' && values.scans === undefined) throw usage('--scans is missing');
  const rate = Number(values.rate);
  if (!(rate > 0 && rate < 0.5)) throw usage(`--rate is a share between 0 and 0.5, not ${values.rate}`);
  const scans = whole(values.scans ?? '1', '--scans');
  if (from === 'phantoms') checkEnough(scans, rate);
  const seed = whole(values.seed, '--seed');
  if (seed < CLEAN_SEEDS.from || seed + scans > CLEAN_SEEDS.to) {
    throw new DomainError('calibration-seed', `calibration has the seeds ${CLEAN_SEEDS.from} to ${CLEAN_SEEDS.to}`);
  }
  return {
    from,
    scans,
    threats: values.threats === undefined ? Math.ceil(scans / 2) : whole(values.threats, '--threats'),
    seed,
    model: values.model,
    rate,
    site: values.site ?? '',
    out: values.out ?? dataFolder(),
    modelsDir: values.models ?? join(repository, 'models'),
    workers: values.workers === undefined ? availableParallelism() : whole(values.workers, '--workers'),
    cacheDir: values.cache ?? join(repository, '.evaluation'),
  };
}

/** @throws {DomainError} `calibration-too-few` */
export function checkEnough(clean: number, rate: number): void {
  if (safeRank(clean, rate) !== null) return;
  let needed = clean + 1;
  while (safeRank(needed, rate) === null) needed++;
  throw new DomainError(
    'calibration-too-few',
    `${clean} clean scans promise nothing at a rate of ${rate}: ${needed} would`,
    {
      details: { clean, needed },
    },
  );
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        scans: { type: 'string' },
        threats: { type: 'string' },
        seed: { type: 'string', default: String(CLEAN_SEEDS.from) },
        model: { type: 'string', default: 'cargoseg' },
        rate: { type: 'string', default: '0.01' },
        site: { type: 'string' },
        store: { type: 'boolean', default: false },
        out: { type: 'string' },
        models: { type: 'string' },
        workers: { type: 'string' },
        cache: { type: 'string' },
      },
    }).values;
  } catch (cause) {
    throw usage((cause as Error).message);
  }
}

function whole(text: string, option: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(number) && number >= 1) return number;
  throw usage(`${option} is not a whole number from 1: ${text}`);
}

function usage(message: string): DomainError {
  return new DomainError('usage', `${message}\n${USAGE}`);
}
