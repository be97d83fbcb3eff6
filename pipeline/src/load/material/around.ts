import { areaDensityOfMany, type MaterialAnswer, type MaterialClass, type MaterialTable, noiseOf } from '@h986/domain';
import type { Net } from './net.ts';
import { tell } from './tell-segments.ts';

/** What lies in front of its goods or behind them is small against them. */
const CELLS = { least: 9, inner: 4, most: 1200 } as const;
/** Half thin, half thick, a cell says little: this times the square of its spread is what may be wrong with it. */
const SPREAD_WRONG = 0.1;
/** Cells of the ring around it; the nearest are blurred by its edge. */
const RING = { from: 2, to: 4 } as const;
/** The ring goes all around and is goods, not a gap beside them. */
const RING_FILLED = 0.7;
/** It must stand out so far, and so many times as far as the ring is uneven. */
const STANDS_OUT = { alpha: 0.3, spreads: 2.5 } as const;
const CELLS_AS_ONE = 4;
/** Behind metal what is added cannot be told from how much thicker the metal is, nor where hardly anything gets through. */
const LIGHT: ReadonlySet<MaterialClass> = new Set(['organic', 'mineral']);
const THICK_ALPHA = 4.5;
/** Goods in front are not the same as goods beside: this much of them may be missing or too much, in -ln T of the low energy beside the high one. */
const BESIDE_WRONG = 0.006;

/**
 * The stuff of what stands out of the goods around it, with these taken off: a lead pot among cartons looks like steel until then. What is
 * expected of a stuff is how much it adds at this thickness, for goods in front of it have hardened the beam.
 *
 * @param cells of one segment
 * @returns null where it does not stand out of anything even
 */
export function tellLessAround(
  net: Net,
  cells: readonly number[],
  table: MaterialTable,
  pixels: number,
): MaterialAnswer | null {
  if (cells.length < CELLS.least || cells.length > CELLS.most) return null;
  const ring = ringOf(net, cells);
  if (ring === null) return null;
  const inner = innerOf(net, cells);
  if (inner.length < CELLS.inner) return null;
  const [own, around] = [meansOf(net, inner), meansOf(net, ring)];
  if (own.high > THICK_ALPHA || !LIGHT.has(tell(net, ring, table, pixels).class)) return null;
  const more = own.high - around.high;
  if (more < Math.max(STANDS_OUT.alpha, STANDS_OUT.spreads * around.spread)) return null;
  const noise = (of: Means, count: number): number => {
    const { high, low } = noiseOf(table, of.high, of.low, pixels);
    return Math.hypot(high, low) / Math.sqrt(Math.max(1, count / CELLS_AS_ONE));
  };
  const added = [
    { alphaHigh: own.high, share: 1 },
    { alphaHigh: around.high, share: -1 },
  ];
  const edges = SPREAD_WRONG * Math.max(own.uneven, around.uneven);
  const low = Math.hypot(noise(own, inner.length), noise(around, ring.length), BESIDE_WRONG, edges);
  return areaDensityOfMany(table, { fitted: added, all: added, alphaLow: own.low - around.low }, { high: 0, low });
}

interface Means {
  high: number;
  low: number;
  spread: number;
  /** Mean square of the spread inside the cells. */
  uneven: number;
}

function meansOf({ high, low, spread }: Net, cells: readonly number[]): Means {
  let [h, l, squares, uneven] = [0, 0, 0, 0];
  for (const cell of cells) {
    h += high[cell] as number;
    l += low[cell] as number;
    squares += (high[cell] as number) ** 2;
    uneven += (spread[cell] as number) ** 2;
  }
  const [meanHigh, meanLow] = [h / cells.length, l / cells.length];
  return {
    uneven: uneven / cells.length,
    high: meanHigh,
    low: meanLow,
    spread: Math.sqrt(Math.max(0, squares / cells.length - meanHigh ** 2)),
  };
}

/** Cells with the segment's own on all four sides. */
function innerOf({ columns }: Net, cells: readonly number[]): number[] {
  const own = new Set(cells);
  return cells.filter((cell) => [cell - 1, cell + 1, cell - columns, cell + columns].every((next) => own.has(next)));
}

/** Cells around a segment; null where too many of them are empty or lie outside. */
function ringOf({ columns, rows, high }: Net, cells: readonly number[]): number[] | null {
  const distance = new Map<number, number>(cells.map((cell) => [cell, 0]));
  let edge = [...cells];
  let [ring, missing]: [number[], number] = [[], 0];
  for (let step = 1; step <= RING.to; step++) {
    const next: number[] = [];
    for (const cell of edge) {
      const [column, row] = [cell % columns, Math.floor(cell / columns)];
      for (const [c, r] of [
        [column - 1, row],
        [column + 1, row],
        [column, row - 1],
        [column, row + 1],
      ] as const) {
        const inside = c >= 0 && c < columns && r >= 0 && r < rows;
        if (!inside && step >= RING.from) missing++;
        if (!inside || distance.has(r * columns + c)) continue;
        distance.set(r * columns + c, step);
        next.push(r * columns + c);
      }
    }
    if (step >= RING.from) ring = ring.concat(next);
    edge = next;
  }
  const filled = ring.filter((cell) => (high[cell] as number) > STANDS_OUT.alpha / 2);
  return filled.length >= RING_FILLED * (ring.length + missing) ? filled : null;
}
