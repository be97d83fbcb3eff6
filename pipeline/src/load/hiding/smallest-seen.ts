import type { LoadContext } from '../analysis.ts';
import { type Filtered, filtersOf, scaleFor } from './clutter.ts';
import { type CubeName, responseTo } from './cube-curves.ts';
import type { Inside } from './inside.ts';
import { HARDLY_LOADED, NOTHING_SEEN_MM, SIDES_MM, STRAY } from './limits.ts';
import { signalsAt, signalsOf } from './response.ts';
import { meansAround, sumsOf } from './sums.ts';

/** The smallest cubes that would be seen at each cell of a container's inside, mm; `NOTHING_SEEN_MM` where none would. */
export interface SmallestSeen extends Record<CubeName, Float32Array> {
  filters: Filtered[];
  /** Cells that count for the load as a whole: those of cargo, or all of them where there is hardly any. */
  counts: Uint8Array;
}

/**
 * For each place the smallest cube whose -ln T changes a filter of its size by more than clutter and noise do there: it would be found nine
 * times in ten by one that alarms at one place in a hundred. Clutter and noise are what the filter reads around that place; how far its
 * values go beyond their spread, the load's own values say.
 */
export function smallestSeen(
  inside: Inside,
  { geometry, table }: Pick<LoadContext, 'geometry' | 'table'>,
): SmallestSeen {
  const cells = inside.alpha.length;
  const loaded = inside.cargo.reduce((sum, one) => sum + one, 0);
  const counts = loaded >= HARDLY_LOADED * cells ? inside.cargo : inside.opaque.map((one) => 1 - one);
  const filters = filtersOf(inside, counts);
  const filterOf = SIDES_MM.map((side) => {
    const wanted = scaleFor(side, inside.cellMm);
    return filters.find(({ scale }) => scale === wanted) as Filtered;
  });
  const needs = filterOf.map(({ alarmFrom, lowest }) => alarmFrom - lowest);
  const spreads = filterOf.map(({ spread }) => spread);
  const stray = strayIn(inside);
  const grain = {
    cellMm: inside.cellMm,
    pixelMm: (geometry.linePitchMm + geometry.channelPitchMm) / 2,
    cellsOf: (side: number) => scaleFor(side, inside.cellMm).cells,
  };
  const of = (cube: CubeName): Float32Array => {
    const signals = signalsOf(responseTo(cube, geometry.highMv, table), grain);
    return Float32Array.from(inside.alpha, (alpha, at) => {
      if (inside.opaque[at] === 1) return NOTHING_SEEN_MM;
      const from = signalsAt(alpha, stray[at] as number);
      for (let i = 0; i < SIDES_MM.length; i++) {
        const needed = (needs[i] as number) * (spreads[i]?.[at] as number);
        if ((signals[from + i] as number) >= needed) return SIDES_MM[i] as number;
      }
      return NOTHING_SEEN_MM;
    });
  };
  return { steel: of('steel'), organic: of('organic'), filters, counts };
}

/** Scattered in the room, and out of what is around: as a share of air. It fills up what dense goods leave. */
function strayIn(inside: Inside): Float32Array {
  const transmission = inside.alpha.map((alpha) => Math.exp(-alpha));
  const reach = Math.round(STRAY.reachMm / inside.cellMm);
  const around = meansAround(sumsOf(transmission, inside), inside, { before: reach, after: reach + 1 });
  return around.map((mean) => STRAY.room + STRAY.share * mean);
}
