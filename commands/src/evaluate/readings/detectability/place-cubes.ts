import type { Inside } from '../../../../../pipeline/src/load/hiding/inside.ts';
import { NOTHING_SEEN_MM, SIDES_MM } from '../../../../../pipeline/src/load/hiding/limits.ts';
import type { SmallestSeen } from '../../../../../pipeline/src/load/hiding/smallest-seen.ts';
import type { ScanGrid } from '../../../../../pipeline/src/maps/scan-grid.ts';
import { type Cube, STUFFS, type Stuff } from './insert.ts';

/** Of the side that is said to be just seen. */
export const FACTORS = [0.5, 1, 2] as const;
export type Factor = (typeof FACTORS)[number];

/** A cube whose side is so many times the one that is said to be just seen where it stands. */
export interface Placed extends Cube {
  factor: Factor;
  /** Cell of the inside. */
  column: number;
  row: number;
}

/** Cubes stand so far apart, from middle to middle, that none lies in the ring that another is held against. */
const APART = { leastMm: 100, sides: 1.7 };
const TRIES_A_CUBE = 8;

/** Cubes at random places of the load, `most` of them, stuffs and factors by turns. */
export function placeCubes(
  inside: Inside,
  seen: SmallestSeen,
  grid: Pick<ScanGrid, 'linesPerColumn' | 'channelsPerRow'>,
  { turn, most }: { turn: number; most: number },
  chance: () => number,
): Placed[] {
  const places = [...seen.counts.keys()].filter((at) => seen.counts[at] === 1);
  const placed: Placed[] = [];
  const stuffs = Object.keys(STUFFS) as Stuff[];
  for (let i = 0; i < TRIES_A_CUBE * most && placed.length < most && places.length > 0; i++) {
    const n = turn + placed.length;
    const stuff = stuffs[n % stuffs.length] as Stuff;
    const factor = FACTORS[Math.floor(n / stuffs.length) % FACTORS.length] as Factor;
    const at = places[Math.floor(chance() * places.length)] as number;
    const said = seen[stuff][at] as number;
    const sideMm = factor * said;
    if (said === NOTHING_SEEN_MM || sideMm > (SIDES_MM.at(-1) as number)) continue;
    const [column, row] = [at % inside.columns, Math.floor(at / inside.columns)];
    if (
      !fits(inside, column, row, sideMm) ||
      placed.some((other) => near(other, { column, row, sideMm }, inside.cellMm))
    )
      continue;
    // Anywhere in its cell.
    const line = (inside.left + column + chance()) * grid.linesPerColumn;
    const channel = (inside.top + row + chance()) * grid.channelsPerRow;
    placed.push({ stuff, factor, sideMm, line, channel, column, row });
  }
  return placed;
}

function fits({ columns, rows, cellMm }: Inside, column: number, row: number, sideMm: number): boolean {
  const half = sideMm / 2 / cellMm;
  return column >= half && column + half < columns && row >= half && row + half < rows;
}

function near(
  other: Placed,
  { column, row, sideMm }: Pick<Placed, 'column' | 'row' | 'sideMm'>,
  cellMm: number,
): boolean {
  const apart = APART.leastMm + APART.sides * Math.max(sideMm, other.sideMm);
  return Math.max(Math.abs(other.column - column), Math.abs(other.row - row)) * cellMm < apart;
}
