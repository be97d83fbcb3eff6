import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from '@h986/domain';
import { profileOf } from '@h986/fixtures';
import { readMaterialArguments } from './material/arguments.ts';
import { makeTable } from './material/make-table.ts';
import { readSteps } from './material/steps.ts';
import { summaryOf } from './material/summary.ts';
import { measureWedge } from './material/wedge.ts';

// A scanner's material table from a few steps that were measured on it: see README, "Commands".
try {
  const { steps: file, profile, out, ...wanted } = readMaterialArguments(process.argv.slice(2));
  const steps = file === null ? measureWedge(profileOf(profile), 1) : readSteps(await readFile(file, 'utf8'));
  const table = makeTable({ ...wanted, steps, at: new Date() });
  await mkdir(dirname(out), { recursive: true });
  await writeFile(out, `${JSON.stringify(table)}\n`);
  process.stdout.write(`${summaryOf(table)}\n${out}\n`);
} catch (error) {
  process.stderr.write(`${errorCode(error)}: ${(error as Error).message}\n`);
  process.exitCode = 1;
}
