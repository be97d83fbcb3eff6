import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ContainerFeatures, judgeSiblings } from '@h986/domain';
import { clopperPearson } from '@h986/domain/statistics';
import { chanceOf } from '../../../training-data/drawn-profile.ts';
import { keptSibling, openEncoder } from '../../siblings/kept-lots.ts';
import { lotPlan, ODDITIES, type Oddity } from '../../siblings/lot-plan.ts';
import type { Reading, ReadingFigure, ReadingSuite, ReadingWanted } from '../reading-suite.ts';
import { siblingFeatures } from './features.ts';

/** Containers of a lot that is judged. */
const SIZE = 12;
const LOTS = { odd: 100, clean: 300 };
/** Rendered for one lot: 13 like each other and three odd ones. */
const OF_A_LOT = 16;

/** Whether the odd one of a lot is ranked first, and how often a lot without one alarms. */
export const siblingsSuite: ReadingSuite = {
  name: 'siblings',
  asks: 'is the odd container of a lot of 12 ranked first, and does a lot without one stay silent',
  seedFrom: 922_000_000,
  scans: 18 * OF_A_LOT,
  run,
};

interface Rendered {
  like: ContainerFeatures[];
  odd: Partial<Record<Oddity, ContainerFeatures>>;
}

async function run({ scans, seed, modelsDir, tell }: ReadingWanted): Promise<Reading> {
  const lots = await renderedLots(Math.max(2, Math.round(scans / OF_A_LOT)), { seed, modelsDir, tell });
  const chance = chanceOf(seed ^ 0x51b);
  const drawn = (of: readonly ContainerFeatures[], count: number) =>
    of
      .map((one) => ({ one, at: chance() }))
      .sort((a, b) => a.at - b.at)
      .slice(0, count)
      .map(({ one }) => one);
  const tried: { oddity: Oddity; first: boolean; alarmed: boolean }[] = [];
  for (let i = 0; tried.length < LOTS.odd && i < 10 * LOTS.odd; i++) {
    const oddity = ODDITIES[i % ODDITIES.length] as Oddity;
    const at = Math.floor(i / ODDITIES.length) % lots.length;
    const lot = lots[at] as Rendered;
    const other = lots[(at + 1 + Math.floor(chance() * (lots.length - 1))) % lots.length] as Rendered;
    const odd = oddity === 'other-goods' ? drawn(other.like, 1)[0] : lot.odd[oddity];
    if (!odd) continue;
    const scores = scoresOf([odd, ...drawn(lot.like, SIZE - 1)]);
    const [own = 0, ...rest] = scores;
    tried.push({ oddity, first: rest.every((score) => score < own), alarmed: own >= 1 });
  }
  const clean = Array.from({ length: LOTS.clean }, (_, i) => {
    const lot = i % lots.length;
    return { lot, alarms: scoresOf(drawn((lots[lot] as Rendered).like, SIZE)).some((score) => score >= 1) };
  });
  const share = (group: string, name: string, holds: readonly boolean[]): ReadingFigure => ({
    group,
    name,
    cases: holds.length,
    ...clopperPearson(holds.filter(Boolean).length, holds.length),
  });
  const groups = [
    ['all', tried] as const,
    ...ODDITIES.map((name) => [name, tried.filter((one) => one.oddity === name)] as const),
  ];
  const alarming = new Set(clean.filter(({ alarms }) => alarms).map(({ lot }) => lot));
  return {
    scans: lots.length * OF_A_LOT,
    figures: [
      ...groups.flatMap(([group, of]) => [
        share(
          `odd one: ${group}`,
          'ranked first',
          of.map(({ first }) => first),
        ),
        share(
          `odd one: ${group}`,
          'over the limit',
          of.map(({ alarmed }) => alarmed),
        ),
      ]),
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
    ],
    notes: [`all lots are drawn from ${lots.length} rendered ones: the intervals over draws are too narrow`],
  };
}

const scoresOf = (lot: readonly ContainerFeatures[]): number[] => (judgeSiblings(lot) ?? []).map(({ score }) => score);

/** Lots of a seed with their odd ones. */
export async function renderedLots(
  count: number,
  { seed, modelsDir, tell }: Pick<ReadingWanted, 'seed' | 'modelsDir' | 'tell'>,
): Promise<Rendered[]> {
  const encoder = await openEncoder(modelsDir);
  const folder = join(tmpdir(), 'h986-lots');
  const lots: Rendered[] = [];
  for (let i = 0; i < count; i++) {
    tell(`siblings ${i + 1}/${count}`);
    const { siblings, odd } = lotPlan(seed, i);
    const lot: Rendered = { like: [], odd: {} };
    for (const plan of [...siblings, ...odd]) {
      const kept = await keptSibling(plan, encoder, folder);
      if (!kept) continue;
      if (plan.odd) lot.odd[plan.odd] = siblingFeatures(kept);
      else lot.like.push(siblingFeatures(kept));
    }
    lots.push(lot);
  }
  return lots;
}
