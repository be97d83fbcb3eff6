import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ContainerFeatures, comparablePackages, judgeSiblings } from '@h986/domain';
import { clopperPearson } from '@h986/domain/statistics';
import { readTables } from '../../../material/read-tables.ts';
import { chanceOf } from '../../../training-data/drawn-profile.ts';
import { type KeptSibling, keptSibling, openEncoder } from '../../siblings/kept-lots.ts';
import { LOT_SIZE, lotPlan, ODDITIES, type Oddity, type SiblingPlan } from '../../siblings/lot-plan.ts';
import { LOT_SCANNER } from '../../siblings/lot-scan.ts';
import type { Reading, ReadingFigure, ReadingSuite, ReadingWanted } from '../reading-suite.ts';
import { siblingFeatures } from './features.ts';

/** Containers of a lot that is judged, and of smaller ones. */
const SIZE = 12;
const SMALLER = [10, 8, 6, 4, 3] as const;
const LOTS = { odd: 100, clean: 300 };
/** Rendered for one lot: 13 like each other and three odd ones. */
const OF_A_LOT = LOT_SIZE + ODDITIES.length - 1;

/** Whether the odd one of a lot is ranked first, and how often a lot without one alarms. */
export const siblingsSuite: ReadingSuite = {
  name: 'siblings',
  asks: 'is the odd container of a lot of 12 ranked first, and does a lot without one stay silent',
  seedFrom: 922_500_000,
  scans: 36 * OF_A_LOT,
  run,
};

export interface RenderedLot {
  like: ContainerFeatures[];
  odd: Partial<Record<Oddity, ContainerFeatures>>;
}

interface Tried {
  oddity: Oddity;
  first: boolean;
  alarmed: boolean;
}

async function run({ scans, seed, modelsDir, tell }: ReadingWanted): Promise<Reading> {
  const lots = await renderedLots(Math.max(2, Math.round(scans / OF_A_LOT)), { seed, modelsDir, tell });
  const chance = chanceOf(seed ^ 0x51b);
  const tried = oddLots(lots, SIZE, chance);
  const clean = cleanLots(lots, SIZE, chance);
  const groups = [
    ['all', tried] as const,
    ...ODDITIES.map((name) => [name, tried.filter((one) => one.oddity === name)] as const),
  ];
  const alarming = new Set(clean.filter(({ alarms }) => alarms).map(({ lot }) => lot));
  return {
    scans: lots.length * OF_A_LOT,
    figures: [
      ...groups.flatMap(([group, of]) => ofOddOnes(`odd one: ${group}`, of)),
      share(
        'without an odd one',
        'draws of 12 that alarm',
        clean.map(({ alarms }) => alarms),
      ),
      share(
        'without an odd one',
        'rendered lots with an alarm in any draw',
        lots.map((_, lot) => alarming.has(lot)),
      ),
      ...SMALLER.flatMap((size) => [
        ...ofOddOnes(`lots of ${size}`, oddLots(lots, size, chance)),
        share(
          `lots of ${size}`,
          'without an odd one: alarm',
          cleanLots(lots, size, chance).map(({ alarms }) => alarms),
        ),
      ]),
    ],
    notes: [`all lots are drawn from ${lots.length} rendered ones: the intervals over draws are too narrow`],
  };
}

/** Lots with an odd one, kinds by turns; where a load has no place for what is to be wrong, the next. */
function oddLots(lots: readonly RenderedLot[], size: number, chance: () => number): Tried[] {
  const tried: Tried[] = [];
  for (let i = 0; tried.length < LOTS.odd && i < 10 * LOTS.odd; i++) {
    const oddity = ODDITIES[i % ODDITIES.length] as Oddity;
    const at = Math.floor(i / ODDITIES.length) % lots.length;
    const lot = lots[at] as RenderedLot;
    const other = lots[(at + 1 + Math.floor(chance() * (lots.length - 1))) % lots.length] as RenderedLot;
    const foreign = (): ContainerFeatures => ({
      ...(drawn(other.like, 1, chance)[0] as ContainerFeatures),
      // Whoever sends other goods declares those of the lot.
      packages: lot.like[0]?.packages ?? null,
    });
    const odd = oddity === 'other-goods' ? foreign() : lot.odd[oddity];
    if (!odd) continue;
    const [own = Number.NaN, ...rest] = scoresOf([odd, ...drawn(lot.like, size - 1, chance)]);
    tried.push({ oddity, first: rest.length > 0 && rest.every((score) => !(score >= own)), alarmed: own >= 1 });
  }
  return tried;
}

function cleanLots(lots: readonly RenderedLot[], size: number, chance: () => number) {
  return Array.from({ length: LOTS.clean }, (_, i) => {
    const lot = i % lots.length;
    const scores = scoresOf(drawn((lots[lot] as RenderedLot).like, size, chance));
    return { lot, alarms: scores.some((score) => score >= 1) };
  });
}

const scoresOf = (lot: readonly ContainerFeatures[]): number[] => (judgeSiblings(lot) ?? []).map(({ score }) => score);

const drawn = (of: readonly ContainerFeatures[], count: number, chance: () => number): ContainerFeatures[] =>
  of
    .map((one) => ({ one, at: chance() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, count)
    .map(({ one }) => one);

function ofOddOnes(group: string, tried: readonly Tried[]): ReadingFigure[] {
  return [
    share(
      group,
      'ranked first',
      tried.map(({ first }) => first),
    ),
    share(
      group,
      'over the limit',
      tried.map(({ alarmed }) => alarmed),
    ),
  ];
}

function share(group: string, name: string, holds: readonly boolean[]): ReadingFigure {
  return { group, name, cases: holds.length, ...clopperPearson(holds.filter(Boolean).length, holds.length) };
}

/** Lots of a seed with their odd ones. */
export async function renderedLots(
  count: number,
  { seed, modelsDir, tell }: Pick<ReadingWanted, 'seed' | 'modelsDir' | 'tell'>,
): Promise<RenderedLot[]> {
  const encoder = await openEncoder(modelsDir);
  const table = (await readTables(modelsDir)).find(({ name }) => name === LOT_SCANNER);
  if (!table) throw new Error(`no material table for ${LOT_SCANNER}`);
  const folder = join(tmpdir(), 'h986-lots');
  const lots: RenderedLot[] = [];
  for (let i = 0; i < count; i++) {
    tell(`siblings ${i + 1}/${count}`);
    const { siblings, odd } = lotPlan(seed, i);
    const rendered: { plan: SiblingPlan; kept: KeptSibling }[] = [];
    for (const plan of [...siblings, ...odd]) {
      const kept = await keptSibling(plan, encoder, folder);
      if (kept) rendered.push({ plan, kept });
    }
    const packages = comparablePackages(rendered.map(({ kept }) => new Map(Object.entries(kept.packages))));
    const lot: RenderedLot = { like: [], odd: {} };
    for (const [n, { plan, kept }] of rendered.entries()) {
      const features = siblingFeatures(kept, packages[n] ?? null, table);
      if (plan.odd) lot.odd[plan.odd] = features;
      else lot.like.push(features);
    }
    lots.push(lot);
  }
  return lots;
}
