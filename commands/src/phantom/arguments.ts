import { parseArgs } from 'node:util';
import { DomainError } from '@h986/domain';
import {
  CONTAINER_TYPES,
  type ContainerType,
  familyOf,
  type PhantomOptions,
  profileOf,
  threatOf,
} from '@h986/fixtures';
import { wholeNumber } from '../whole-number.ts';

export const USAGE = `npm run phantom -- --seed S [options]
  --seed S            whole number; from 900000000 on for evaluation only
  --count N           phantoms of the seeds S, S + 1, ... (default 1)
  --family F          goods (default: drawn)
  --threat T|none     what is hidden or wrong (default: drawn, half of the scans have none)
  --container C       ${CONTAINER_TYPES.join(', ')} (default: one that the goods travel in)
  --profile P         scanner (default h986-6-4)
  --out DIR           folder for raw scans, truth and declarations (default phantoms)
  --json              one JSON line a phantom on standard output
npm run phantom -- --sheet [--seed S] [--profile P] [--out FILE.png]   all goods and threats on one picture
npm run phantom -- --transmission FILE.csv [--calibrated]              -ln T of endpoint_MeV,composition,area_density_g_cm2
npm run phantom -- --list                                              goods, threats, scanners and containers by name`;

export type Wanted =
  | { do: 'list' }
  | { do: 'transmission'; file: string; calibrated: boolean }
  | { do: 'sheet'; options: PhantomOptions; out: string }
  | { do: 'phantoms'; options: PhantomOptions; count: number; out: string; json: boolean };

/**
 * What the command line asks for.
 *
 * @throws {DomainError} `usage`, and of names that nothing has `family-unknown`, `threat-unknown`, `profile-unknown`, `container-unknown`
 */
export function readArguments(args: readonly string[]): Wanted {
  const values = parse(args);
  if (values.list) return { do: 'list' };
  if (values.transmission !== undefined) {
    return { do: 'transmission', file: values.transmission, calibrated: values.calibrated };
  }
  if (values.calibrated) throw usage('--calibrated belongs to --transmission');
  if (values.seed === undefined && !values.sheet) throw usage('--seed is missing');
  const options = {
    seed: whole(values.seed ?? '1', '--seed', 0),
    ...(values.family !== undefined && { family: familyOf(values.family).name }),
    ...(values.threat !== undefined && { threat: values.threat === 'none' ? 'none' : threatOf(values.threat).name }),
    ...(values.container !== undefined && { container: containerOf(values.container) }),
    ...(values.profile !== undefined && { profile: profileOf(values.profile).name }),
  };
  if (values.sheet) return { do: 'sheet', options, out: values.out ?? 'phantoms.png' };
  const count = whole(values.count, '--count', 1);
  return { do: 'phantoms', options, count, out: values.out ?? 'phantoms', json: values.json };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        seed: { type: 'string' },
        count: { type: 'string', default: '1' },
        family: { type: 'string' },
        threat: { type: 'string' },
        profile: { type: 'string' },
        container: { type: 'string' },
        out: { type: 'string' },
        json: { type: 'boolean', default: false },
        sheet: { type: 'boolean', default: false },
        list: { type: 'boolean', default: false },
        transmission: { type: 'string' },
        calibrated: { type: 'boolean', default: false },
      },
    }).values;
  } catch (cause) {
    throw usage((cause as Error).message);
  }
}

function containerOf(name: string): ContainerType {
  const type = CONTAINER_TYPES.find((one) => one === name);
  if (type) return type;
  throw new DomainError('container-unknown', `${name} is not known; there are ${CONTAINER_TYPES.join(', ')}`);
}

const whole = (text: string, option: string, least: number): number => wholeNumber(text, option, least, usage);

function usage(message: string): DomainError {
  return new DomainError('usage', `${message}\n${USAGE}`);
}
