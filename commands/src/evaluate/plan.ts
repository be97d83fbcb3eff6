import { chanceOf } from '../training-data/drawn-profile.ts';
import type { ScanPlan } from './judging/make-scan.ts';
import type { Suite } from './suites.ts';

export interface PlanOptions {
  scans: number;
  /** The first seed. @defaultValue the suite's own */
  seed?: number;
  /** Every second scan, or none, or all. @defaultValue half */
  threats?: 'half' | 'none' | 'all';
}

/** How many threats are tried in a load before the scan is given up. */
const TRIES = 4;

/** The scans of a suite. More scans are the same ones and others after them. */
export function planOf(suite: Suite, { scans, seed = suite.seedFrom, threats = 'half' }: PlanOptions): ScanPlan[] {
  const { scanner, cargo, container, threats: known, harmless = false } = suite;
  return Array.from({ length: scans }, (_, i): ScanPlan => {
    const chance = chanceOf((seed + i) ^ 0x5eed);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T;
    const clean = threats === 'none' || (threats === 'half' && i % 2 === 0);
    const turn = threats === 'half' ? i >> 1 : i;
    const tier = cargo[turn % cargo.length] as Suite['cargo'][number];
    const from = clean ? 0 : Math.floor(chance() * known.length);
    return {
      seed: seed + i,
      scanner,
      family: pick(tier.families),
      ...(container && { container }),
      threats: clean ? [] : [...known.slice(from), ...known.slice(0, from)].slice(0, TRIES),
      harmless,
    };
  });
}
