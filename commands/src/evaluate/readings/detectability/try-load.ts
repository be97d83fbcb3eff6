import type { MaterialTable } from '@h986/domain';
import { acquire, phantomScan, type ScannerProfile, type StoredScan, seededRandom, type Tier } from '@h986/fixtures';
import { ofSpread, scaleFor } from '../../../../../pipeline/src/load/hiding/clutter.ts';
import { type Inside, insideOf } from '../../../../../pipeline/src/load/hiding/inside.ts';
import { matchedFilter } from '../../../../../pipeline/src/load/hiding/matched-filter.ts';
import { type SmallestSeen, smallestSeen } from '../../../../../pipeline/src/load/hiding/smallest-seen.ts';
import { loadContextOf } from '../../../../../pipeline/src/testing/load-context.ts';
import { rawScanFrom } from '../../../../../pipeline/src/testing/stored-scan.ts';
import { chanceOf } from '../../../training-data/drawn-profile.ts';
import { withCubes } from './insert.ts';
import { type Placed, placeCubes } from './place-cubes.ts';

/** A cube, and whether a matched filter that alarms at one place in a hundred found it. */
export interface Tried extends Placed {
  tier: Tier;
  found: boolean;
}

export interface TriedLoad {
  cubes: Tried[];
  /** With all cubes in it. */
  scan: StoredScan;
  /** Of the same load's places those that the filters call, in one more picture without cubes; null where nobody asked. */
  falseAlarms: { places: number; called: number } | null;
}

export interface LoadPlan {
  seed: number;
  family: string;
  profile: ScannerProfile;
  /** The material table of a scan's scanner, null where it has none. */
  table: (scan: StoredScan) => MaterialTable | null;
}

/**
 * One load of a seed, cubes put into it by way of the physics, and what a plain matched filter of each cube's size says of its place. The
 * sizes are those that the first picture said; it is a second one, with noise, doses and detector of its own, that must show them.
 */
export function tryLoad(
  { seed, family, profile, table }: LoadPlan,
  cubes: { turn: number; most: number },
  falseAlarmsToo: boolean,
): TriedLoad | null {
  const { scan, truth } = phantomScan({ seed, family, threat: 'none', profile });
  const [box] = truth.containers;
  if (!box) return null;
  const first = loadContextOf(rawScanFrom(scan), { boxes: [box], table: table(scan) });
  const inside = insideOf(first.picture, box, first.geometry);
  if (!inside) return null;
  const seen = smallestSeen(inside, first);
  const placed = placeCubes(inside, seen, first.picture.grid, cubes, chanceOf(seed ^ 0xc0be));
  const look = (scene: typeof truth.areaDensities, name: string) => {
    const again = acquire(scene, profile, seededRandom(seed).fork(name));
    const context = loadContextOf(rawScanFrom(again));
    return { scan: again, inside: insideOf(context.picture, box, context.geometry) as Inside };
  };
  const second = look(withCubes(truth.areaDensities, placed, profile.geometry), 'second look');
  const tried = placed.map((cube): Tried => ({ ...cube, tier: truth.tier, found: isFound(cube, second.inside, seen) }));
  const third = falseAlarmsToo ? look(truth.areaDensities, 'third look').inside : null;
  return { cubes: tried, scan: second.scan, falseAlarms: third && alarmsIn(third, seen) };
}

function isFound({ sideMm, column, row }: Placed, inside: Inside, { filters }: SmallestSeen): boolean {
  const scale = scaleFor(sideMm, inside.cellMm);
  const filter = filters.find((one) => one.scale === scale);
  if (!filter) return false;
  const at = row * inside.columns + column;
  const value = matchedFilter(inside.alpha, inside, scale)[at] as number;
  return ofSpread(value, filter.mean[at] as number, filter.spread[at] as number) > filter.alarmFrom;
}

function alarmsIn(inside: Inside, { filters, counts }: SmallestSeen): { places: number; called: number } {
  let [places, called] = [0, 0];
  for (const { scale, mean, spread, alarmFrom } of filters) {
    const values = matchedFilter(inside.alpha, inside, scale);
    for (let at = 0; at < values.length; at++) {
      if (counts[at] === 0) continue;
      places++;
      if (ofSpread(values[at] as number, mean[at] as number, spread[at] as number) > alarmFrom) called++;
    }
  }
  return { places, called };
}
