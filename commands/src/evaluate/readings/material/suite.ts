import { clopperPearson } from '@h986/domain/statistics';
import { readTables } from '../../../material/read-tables.ts';
import type { Reading, ReadingFigure, ReadingSuite, ReadingWanted } from '../reading-suite.ts';
import { openAliases } from './alias.ts';
import { loadFigures, readLoads } from './load-figures.ts';
import { type Patch, readPatches } from './patches.ts';

/** Those whose tables are in the house. */
const SCANNERS = ['h986-6-4', 'h986-9-6', 'h986-6-3', 'r60'] as const;

/** With whose scans whole loads are made. */
const LOAD_SCANNERS = ['h986-6-4', 'r60'] as const;

/** What is told of the stuffs in a load: patches of one stuff, and whole loads. */
export const materialSuite: ReadingSuite = {
  name: 'material',
  asks: 'is the stuff of a patch and of a load told rightly, and is it right to say that it cannot be told',
  seedFrom: 920_000_000,
  scans: 8,
  run,
};

async function run({ scans, seed, modelsDir, tell }: ReadingWanted): Promise<Reading> {
  const tables = await readTables(modelsDir);
  const figures: ReadingFigure[] = [];
  for (const scanner of SCANNERS) {
    const table = tables.find(({ name }) => name === scanner);
    if (!table) continue;
    const isAliased = openAliases(scanner, table);
    const patches: Patch[] = [];
    for (let i = 0; i < scans; i++) {
      tell(`material: patches on ${scanner}, ${i + 1}/${scans}`);
      patches.push(...readPatches(scanner, table, seed + i));
    }
    figures.push(...patchFigures(`patches, ${scanner}`, patches, isAliased));
  }
  for (const scanner of LOAD_SCANNERS) {
    const table = tables.find(({ name }) => name === scanner);
    if (table) figures.push(...loadFigures(`loads, ${scanner}`, await readLoads(scanner, table, scans, seed, tell)));
  }
  return {
    scans: scans * (SCANNERS.length + LOAD_SCANNERS.length),
    figures,
    notes: [],
  };
}

function patchFigures(group: string, patches: readonly Patch[], isAliased: (patch: Patch) => boolean): ReadingFigure[] {
  const share = (name: string, of: readonly Patch[], holds: (patch: Patch) => boolean): ReadingFigure => ({
    group,
    name,
    cases: of.length,
    ...clopperPearson(of.filter(holds).length, of.length),
  });
  const isTold = ({ answer }: Patch): boolean => answer.untold === null;
  const isRight = (patch: Patch): boolean => patch.answer.class === patch.class;
  const told = patches.filter(isTold);
  return [
    share('class right where one is told', told, isRight),
    share('cannot be told', patches, (patch) => !isTold(patch)),
    share(
      'of these, others look the same',
      patches.filter((patch) => !isTold(patch)),
      isAliased,
    ),
    ...[...new Set(patches.map(({ steelMm }) => steelMm))].map((mm) =>
      share(
        `told at ${mm} mm of steel`,
        patches.filter(({ steelMm }) => steelMm === mm),
        isTold,
      ),
    ),
  ];
}
