import { execFile } from 'node:child_process';
import { appendFile, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { DomainError } from '@h986/domain';
import { z } from 'zod';
import type { ShippedFigures } from './as-shipped.ts';
import type { Basis } from './basis.ts';
import type { ContainerFigures } from './containers.ts';
import type { Cost } from './cost.ts';
import type { CurvePoint } from './curves.ts';
import type { GroupFigures } from './figures.ts';
import type { FoundBoxFigures } from './found-boxes.ts';

const execute = promisify(execFile);

/** All that was measured in one look at a suite. */
export interface SuiteFigures {
  suite: string;
  asks: string;
  /** The first one is 1. */
  look: number;
  seed: number;
  clean: number;
  threats: number;
  calibrationScans: number;
  refused: Record<string, number>;
  cost: Cost;
  basis: Basis;
  /** Null where no locator ran. */
  containers: ContainerFigures | null;
  /** Null where nothing was found. */
  foundBoxes: FoundBoxFigures | null;
  /** All maps that decide together, at the thresholds that ship. */
  asShipped: ShippedFigures[];
  models: Record<string, { sha256: string; groups: GroupFigures[]; curves: CurvePoint[] }>;
}

/** Not a number is written as null: there was nothing to measure. */
const Measured = z.object({ value: z.number().nullable(), low: z.number(), high: z.number() });

/** A line of the ledger; further fields of a look are kept as they were written. */
export const LedgerLine = z.looseObject({
  v: z.literal(1),
  date: z.string(),
  gitSha: z.string().nullable(),
  suite: z.string(),
  seed: z.number(),
  scans: z.number(),
  models: z.record(
    z.string(),
    z.looseObject({
      sha256: z.string(),
      /** Without an area where scans had no clean ones beside them. */
      groups: z.array(z.looseObject({ group: z.string(), auc: Measured.optional(), overlap: Measured.optional() })),
    }),
  ),
});
export type LedgerLine = z.infer<typeof LedgerLine>;

/** Every look that was ever taken; none where there is no ledger yet. @throws {DomainError} `ledger-line` with its number */
export async function readLedger(path: string): Promise<LedgerLine[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line, i) => {
      try {
        return LedgerLine.parse(JSON.parse(line));
      } catch (cause) {
        throw new DomainError('ledger-line', `line ${i + 1} of ${path} is none of a ledger`, { cause });
      }
    });
}

/** Appends a look: a ledger only ever grows, so that the number of looks at a suite can be seen. */
export async function appendLook(path: string, figures: SuiteFigures): Promise<void> {
  const { asks: _, look: __, clean, threats, ...rest } = figures;
  await appendLine(path, { ...rest, clean, threats, scans: clean + threats });
}

/** Appends a line of figures of any kind, with when and of what they are. */
export async function appendLine(path: string, figures: object): Promise<void> {
  const line = { v: 1, date: new Date().toISOString(), gitSha: await gitSha(), ...figures };
  await appendFile(path, `${JSON.stringify(line, (_key, value) => short(value))}\n`);
}

/** Four digits say all that an interval leaves of a figure. */
function short(value: unknown): unknown {
  if (typeof value !== 'number' || Number.isInteger(value)) return value;
  return Number.isFinite(value) ? Number(value.toPrecision(4)) : null;
}

/** The commit, with a plus where files differ from it; null outside a repository. */
async function gitSha(): Promise<string | null> {
  try {
    const { stdout: sha } = await execute('git', ['rev-parse', 'HEAD']);
    const { stdout: changed } = await execute('git', ['status', '--porcelain', '--untracked-files=no']);
    return `${sha.trim()}${changed.trim() === '' ? '' : '+'}`;
  } catch {
    return null;
  }
}
