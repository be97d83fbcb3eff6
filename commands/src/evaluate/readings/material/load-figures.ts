import type { MaterialTable } from '@h986/domain';
import { bootstrap } from '../../bootstrap.ts';
import type { ReadingFigure } from '../reading-suite.ts';
import { type LoadTold, readPhantomLoad } from './loads.ts';

/** Loads begin so far behind the patches' seeds. */
const LOADS_FROM = 500_000;

/** As many clean loads of any goods on one scanner. */
export async function readLoads(
  scanner: string,
  table: MaterialTable,
  scans: number,
  seed: number,
  tell: (text: string) => void,
): Promise<LoadTold[]> {
  const loads: LoadTold[] = [];
  for (let i = 0; i < scans; i++) {
    tell(`material: loads on ${scanner}, ${i + 1}/${scans}`);
    loads.push(await readPhantomLoad({ seed: seed + LOADS_FROM + i, profile: scanner, threat: 'none' }, table));
  }
  return loads;
}

/** Shares of cargo mass, with what drawing other loads would change. */
export function loadFigures(group: string, loads: readonly LoadTold[]): ReadingFigure[] {
  const share = (name: string, of: (load: LoadTold) => number, all: (load: LoadTold) => number): ReadingFigure => ({
    group,
    name,
    cases: loads.length,
    ...bootstrap(loads, (drawn) => sum(drawn, of) / sum(drawn, all)),
  });
  const seen = (load: LoadTold): number => load.toldKg + load.untoldKg;
  return [
    share(
      'mass whose class is right where one is told',
      ({ rightKg }) => rightKg,
      ({ toldKg }) => toldKg,
    ),
    share('mass whose class is told', ({ toldKg }) => toldKg, seen),
    share(
      'mass not looked at',
      ({ unseenKg }) => unseenKg,
      (load) => seen(load) + load.unseenKg,
    ),
    {
      ...share(
        'heavy metal said where there is none',
        ({ falseHeavy }) => falseHeavy,
        () => 1,
      ),
      unit: 'a load',
    },
  ];
}

function sum(loads: readonly LoadTold[], of: (load: LoadTold) => number): number {
  return loads.reduce((total, load) => total + of(load), 0);
}
