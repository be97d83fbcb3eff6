import { appendLine, readLedger } from '../ledger.ts';
import type { ReadingSuite, ReadingWanted } from './reading-suite.ts';
import { readingReport } from './report.ts';

export interface RunWanted extends Omit<ReadingWanted, 'scans' | 'seed'> {
  scans: number | null;
  seed: number | undefined;
  ledger: string | null;
  json: boolean;
}

/** Runs a suite of readings and writes the look down. @returns what is to be printed */
export async function runReading(suite: ReadingSuite, { ledger, json, ...wanted }: RunWanted): Promise<string> {
  const seed = wanted.seed ?? suite.seedFrom;
  const reading = await suite.run({ ...wanted, scans: wanted.scans ?? suite.scans, seed });
  const known = ledger === null ? [] : await readLedger(ledger);
  const look = known.filter((line) => line.suite === suite.name).length + 1;
  if (ledger !== null) await appendLine(ledger, { suite: suite.name, seed, models: {}, ...reading });
  return json
    ? `${JSON.stringify({ suite: suite.name, seed, look, ...reading })}\n`
    : readingReport(suite, reading, look);
}
