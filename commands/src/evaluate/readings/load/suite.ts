import type { BoxPx } from '@h986/domain';
import { families, type PhantomOptions } from '@h986/fixtures';
import { readTables } from '../../../material/read-tables.ts';
import { chanceOf } from '../../../training-data/drawn-profile.ts';
import { TIERS } from '../../suites.ts';
import type { Reading, ReadingSuite, ReadingWanted } from '../reading-suite.ts';
import { figuresOf } from './figures.ts';
import { type LoadCase, readLoadCases } from './read.ts';

/** What loads weigh, and how full they are. */
export const loadSuite: ReadingSuite = {
  name: 'load',
  asks: 'what a load weighs, whether the stated interval holds it, and how full the container is',
  seedFrom: 921_000_000,
  scans: 300,
  run,
};

/** Those that are weighed with; the material tables were made for them. */
const SCANNERS = ['h986-6-4', 'h986-6-4', 'h986-6-4', 'h986-9-6'] as const;
/** The locator's boxes are off by so much, px (standard deviation of each edge). */
const BOX_OFF = 6;
/** Every so manieth scan is also read with boxes that are off. */
const OFF_EVERY = 5;

async function run({ scans, seed, modelsDir, tell }: ReadingWanted): Promise<Reading> {
  const tables = await readTables(modelsDir);
  const cases: LoadCase[] = [];
  const off: { truth: LoadCase; off: LoadCase }[] = [];
  for (let i = 0; i < scans; i++) {
    tell(`load: ${i + 1}/${scans}`);
    const { scanner, options } = planOf(seed + i, i);
    const table = tables.find(({ name }) => name === scanner);
    if (!table) throw new Error(`no material table for ${scanner}`);
    const read = await readLoadCases(options, table, scanner);
    cases.push(...read);
    if (i % OFF_EVERY !== 0) continue;
    const chance = chanceOf((seed + i) ^ 0xb0c5);
    const again = await readLoadCases(options, table, scanner, async (boxes) => boxes.map((box) => moved(box, chance)));
    off.push(...again.flatMap((one, k) => (read[k] ? [{ truth: read[k], off: one }] : [])));
  }
  return {
    scans,
    figures: figuresOf(cases, off),
    notes: ['boxes are the true ones, but for the figures that say otherwise'],
  };
}

/** What is scanned: its goods and its scanner by the seed alone, tiers by turns. */
export function planOf(seed: number, i: number): { scanner: string; options: PhantomOptions } {
  const chance = chanceOf(seed ^ 0x5eed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T;
  const scanner = pick(SCANNERS);
  const tier = TIERS[i % TIERS.length];
  return {
    scanner,
    options: { seed, profile: scanner, family: pick(families.filter((one) => one.tier === tier)).name },
  };
}

function moved({ x, y, w, h }: BoxPx, chance: () => number): BoxPx {
  const by = (): number => BOX_OFF * (chance() + chance() + chance() + chance() - 2) * Math.sqrt(3);
  const [left, top, right, bottom] = [x + by(), y + by(), x + w + by(), y + h + by()];
  return { x: Math.max(0, left), y: Math.max(0, top), w: right - left, h: bottom - top };
}
