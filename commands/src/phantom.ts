import { readFile } from 'node:fs/promises';
import { DomainError, errorCode } from '@h986/domain';
import {
  CONTAINER_TYPES,
  families,
  phantomScan,
  profiles,
  threatFamilies,
  transmissionTable,
  writeWhole,
} from '@h986/fixtures';
import { readArguments, type Wanted } from './phantom/arguments.ts';
import { writePhantom } from './phantom/files.ts';
import { openProgress } from './phantom/progress.ts';
import { drawSheet, SHEET_CELLS } from './phantom/sheet.ts';

try {
  await main(readArguments(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`${errorCode(error)}: ${(error as Error).message}\n`);
  process.exitCode = 1;
}

async function main(wanted: Wanted): Promise<void> {
  switch (wanted.do) {
    case 'list':
      return list();
    case 'transmission':
      process.stdout.write(transmissionTable(await readTable(wanted.file), { calibrated: wanted.calibrated }));
      return;
    case 'sheet': {
      const progress = openProgress(SHEET_CELLS, process.stderr);
      await writeWhole(wanted.out, await drawSheet(wanted.options, progress));
      progress.end();
      process.stdout.write(`${wanted.out}\n`);
      return;
    }
    case 'phantoms':
      return makePhantoms(wanted);
  }
}

async function makePhantoms({ options, count, out, json }: Extract<Wanted, { do: 'phantoms' }>): Promise<void> {
  const progress = openProgress(count, process.stderr);
  for (let seed = options.seed; seed < options.seed + count; seed++) {
    const phantom = phantomScan({ ...options, seed });
    const files = await writePhantom(out, phantom);
    const { family, tier, threat, cargoMassKg, containers } = phantom.truth;
    const types = containers.map(({ type }) => type);
    const line = { seed, family, tier, threat, containers: types, cargoMassKg, lines: phantom.scan.lines, files };
    progress.clear();
    process.stdout.write(`${json ? JSON.stringify(line) : files.scan}\n`);
    progress.step(`seed ${seed}: ${family}, ${threat?.family ?? 'none'}`);
  }
  progress.end();
}

function list(): void {
  const lines = [
    'families',
    ...families.map(
      ({ name, tier, chapters, containers }) =>
        `  ${name.padEnd(22)} ${tier}  HS ${chapters.join(' ')}  in ${containers.join(' ')}`,
    ),
    'threats',
    ...threatFamilies.map(({ name, kind }) => `  ${name.padEnd(22)} ${kind}`),
    'profiles',
    ...Object.values(profiles).map(
      ({ name, geometry: g }) =>
        `  ${name.padEnd(22)} ${g.highMv}/${g.lowMv} MV, ${g.channels} channels, ${g.linePitchMm} x ${g.channelPitchMm} mm`,
    ),
    'containers',
    `  ${CONTAINER_TYPES.join(' ')}`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

async function readTable(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new DomainError('table-missing', `there is no table at ${file}`, { cause });
  }
}
