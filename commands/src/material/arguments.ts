import { parseArgs } from 'node:util';
import { DomainError } from '@h986/domain';
import { profileOf } from '@h986/fixtures';
import type { TableWanted } from './make-table.ts';

export const USAGE = `npm run material -- --steps FILE --energies HIGH/LOW --out FILE     a scanner's material table from measured steps
  --steps FILE        CSV: material,g_cm2,alpha_high,alpha_low[,sigma_high,sigma_low]; three steps at least
  --energies 6/4      nominal energies, MV, as the scanner sends them
  --endpoints 6/4     of its spectra, MeV, where they are known to be others (default as --energies)
  --scatter SHARE/MM  what a load scatters into its neighbourhood, of its transmission, and how far (default none)
  --normalised        its pictures come normalised by the vendor
  --behind G_CM2      steel that was in the way of the steps and is not in their alphas (default 0)
npm run material -- --profile NAME --out FILE                       the same from a wedge on a simulated scanner
  --name NAME         of the table (default the profile's, or site)
  --version V         default 1.0.0`;

export interface MaterialWanted extends Omit<TableWanted, 'steps' | 'at'> {
  /** Null: measured on the simulated scanner. */
  steps: string | null;
  profile: string;
  out: string;
}

/** @throws {DomainError} `usage`, `profile-unknown` */
export function readMaterialArguments(args: readonly string[]): MaterialWanted {
  const values = parse(args);
  if (values.out === undefined) throw usage('--out is missing');
  if ((values.steps === undefined) === (values.profile === undefined)) throw usage('--steps or --profile, one of them');
  const common = { out: values.out, version: values.version };
  if (values.profile !== undefined) {
    const { name, geometry, high, low, output, objectScatter } = profileOf(values.profile);
    return {
      ...common,
      steps: null,
      profile: name,
      name: values.name ?? name,
      normalised: output.kind === 'normalised',
      scatter: { share: objectScatter.share, sigmaMm: objectScatter.sigmaPx * geometry.channelPitchMm },
      highMv: geometry.highMv,
      lowMv: geometry.lowMv,
      endpoints: { highMeV: high.endpointMeV, lowMeV: low.endpointMeV },
    };
  }
  const [highMv, lowMv] = pair(values.energies ?? '', '--energies');
  const [highMeV, lowMeV] = values.endpoints === undefined ? [highMv, lowMv] : pair(values.endpoints, '--endpoints');
  const behind = Number(values.behind);
  if (!(behind >= 0)) throw usage(`--behind is g/cm2, not ${values.behind}`);
  return {
    ...common,
    steps: values.steps ?? null,
    profile: '',
    name: values.name ?? 'site',
    normalised: values.normalised,
    highMv,
    lowMv,
    endpoints: { highMeV, lowMeV },
    stepsBehindGCm2: behind,
    scatter: scatterOf(values.scatter),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        steps: { type: 'string' },
        energies: { type: 'string' },
        endpoints: { type: 'string' },
        scatter: { type: 'string', default: '0/0' },
        normalised: { type: 'boolean', default: false },
        behind: { type: 'string', default: '0' },
        profile: { type: 'string' },
        out: { type: 'string' },
        name: { type: 'string' },
        version: { type: 'string', default: '1.0.0' },
      },
    }).values;
  } catch (cause) {
    throw usage((cause as Error).message);
  }
}

function pair(text: string, option: string): [high: number, low: number] {
  const [high = Number.NaN, low = Number.NaN, ...more] = text.split('/').map(Number);
  if (more.length > 0 || !(high > low && low > 0)) throw usage(`${option} is HIGH/LOW, not ${text}`);
  return [high, low];
}

function scatterOf(text: string): { share: number; sigmaMm: number } {
  const [share = Number.NaN, sigmaMm = Number.NaN, ...more] = text.split('/').map(Number);
  if (more.length > 0 || !(share >= 0 && share <= 0.1 && sigmaMm >= 0))
    throw usage(`--scatter is SHARE/MM, not ${text}`);
  return { share, sigmaMm };
}

function usage(message: string): DomainError {
  return new DomainError('usage', `${message}\n${USAGE}`);
}
