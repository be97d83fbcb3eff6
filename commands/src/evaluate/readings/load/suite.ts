import type { BoxPx } from '@h986/domain';
import { CONTAINER_TYPES, families, type ScannerProfile } from '@h986/fixtures';
import { locate } from '../../../../../pipeline/src/locate/locate.ts';
import { readTables } from '../../../material/read-tables.ts';
import { chanceOf, drawnProfile } from '../../../training-data/drawn-profile.ts';
import { EMPTY_BLOCKS } from '../../judging/empty-blocks.ts';
import { openModels } from '../../judging/open-models.ts';
import { TIERS } from '../../suites.ts';
import type { Reading, ReadingSuite, ReadingWanted } from '../reading-suite.ts';
import { figuresOf } from './figures.ts';
import { type LoadPlan, type MadeLoad, madeLoad } from './made-load.ts';
import { type LoadCase, readCases } from './read.ts';

/** How much is there: what loads weigh, how full they are, and whether an empty container is. */
export const loadSuite: ReadingSuite = {
  name: 'load',
  asks: 'what a load weighs, how full the container is, and whether 1 or 5 kg in an empty one are found',
  seedFrom: 921_000_000,
  scans: 300,
  run,
};

/** By turns; the half of the scans are loads, one of each tier. */
const TURN = ['load', 'bare', 'load', 'block', 'load', 'bare', 'load', 'block'] as const;
/** Every so manieth load is also read with the boxes of the locator. */
const LOCATED_EVERY = 4;

async function run({ scans, seed, modelsDir, tell }: ReadingWanted): Promise<Reading> {
  const tables = await readTables(modelsDir);
  const { locator } = await openModels(modelsDir);
  const cases: LoadCase[] = [];
  const both: { truth: LoadCase; located: LoadCase }[] = [];
  let unread = 0;
  for (let i = 0; i < scans; i++) {
    tell(`load: ${i + 1}/${scans}`);
    const plan = planOf(seed + i, i);
    const table = tables.find(({ name }) => name === plan.profile.name);
    if (!table) throw new Error(`no material table for ${plan.profile.name}`);
    const made = madeLoad(plan);
    const read = await readCases(made, table);
    cases.push(...read);
    if (!locator || i % (2 * LOCATED_EVERY) !== 0) continue;
    const boxes = await locatedBoxes(made, locator);
    if (!boxes) unread++;
    else both.push(...pairs(read, await readCases(made, table, boxes)));
  }
  return {
    scans,
    figures: figuresOf(cases, both),
    notes: [
      'boxes are the true ones, but for the figures of the locator’s',
      ...(unread > 0 ? [`the locator found another number of containers in ${unread} scans`] : []),
    ],
  };
}

/** What is scanned: its kind, its goods and its scanner by the seed alone. */
export function planOf(seed: number, i: number): LoadPlan {
  const chance = chanceOf(seed ^ 0x5eed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T;
  const profile: ScannerProfile = drawnProfile(chanceOf(seed));
  const kind = TURN[i % TURN.length];
  if (kind === 'load') {
    const tier = TIERS[(i >> 1) % TIERS.length];
    return { seed, profile, family: pick(families.filter((family) => family.tier === tier)).name };
  }
  const container = pick(CONTAINER_TYPES);
  const block = EMPTY_BLOCKS[(i >> 2) % EMPTY_BLOCKS.length];
  return { seed, profile, container, ...(kind === 'block' && block && { block }) };
}

async function locatedBoxes(made: MadeLoad, locator: Parameters<typeof locate>[0]): Promise<BoxPx[] | null> {
  const found = await locate(locator, made.coarse, made).catch(() => null);
  if (!found || found.containers.length !== made.containers.length) return null;
  return found.containers.map(({ boxPx }) => boxPx);
}

const pairs = (truth: readonly LoadCase[], located: readonly LoadCase[]): { truth: LoadCase; located: LoadCase }[] =>
  truth.flatMap((one, i) => (located[i] ? [{ truth: one, located: located[i] }] : []));
