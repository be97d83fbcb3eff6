import {
  type AlphaShare,
  areaDensityOfMany,
  lowCurve,
  type MaterialAnswer,
  type MaterialTable,
  noiseOf,
} from '@h986/domain';
import type { CellBox } from './inside.ts';
import type { Net } from './net.ts';

/** Some cells of the load that are one stuff, and which. */
export interface Told extends MaterialAnswer {
  cells: number;
  /** In cells of the net. */
  box: CellBox;
}

/** Cells beside each other share what a channel or a pulse does wrong, and blur: so many count as one. */
const CELLS_AS_ONE = 4;
/** Where more of a segment lets nothing through, its mean says nothing of it. */
const OPAQUE_SHARE = 0.3;
/** Half thin, half thick, a cell says little of its stuff: this times the square of its spread is what may be wrong with it. */
const SPREAD_WRONG = 0.1;
/** Walls are not known better than to a part of this: so little may be a post, or a fold of the wall. */
const WALL_G_CM2 = 5;
/** Places of a segment are counted by thickness in so many steps. */
const BINS = 48;
const BIN_ALPHA = 0.2;
const ORGANIC_Z = 6.4;
const STEEL_Z = 26;

/**
 * What each segment is, by its own mean and the spread of its own cells; photons alone would promise more than goods keep.
 *
 * @param of number of its segment a cell, from 1 on
 * @param pixels of a cell
 */
export function tellSegments(net: Net, of: Int32Array, count: number, table: MaterialTable, pixels: number): Told[] {
  const cells = Array.from({ length: count }, (): number[] => []);
  of.forEach((number, cell) => {
    if (number > 0) cells[number - 1]?.push(cell);
  });
  const curves = { organic: lowCurve(table, ORGANIC_Z), steel: lowCurve(table, STEEL_Z) };
  return cells.map((own) => ({ ...tell(net, own, table, pixels, curves), cells: own.length, box: boxOf(own, net) }));
}

type Curves = Record<'organic' | 'steel', (alpha: number) => number>;

/** The stuff of some cells together. */
export function tell(
  net: Net,
  cells: readonly number[],
  table: MaterialTable,
  pixels: number,
  curves: Curves = { organic: lowCurve(table, ORGANIC_Z), steel: lowCurve(table, STEEL_Z) },
): MaterialAnswer {
  const weights = cells.map((cell) => 1 / wrongOf(net, cell, table, pixels) ** 2);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const meanOf = (values: Float32Array, power = 1): number =>
    cells.reduce((sum, cell, i) => sum + (weights[i] as number) * (values[cell] as number) ** power, 0) / total;
  const answer = areaDensityOfMany(
    table,
    {
      fitted: sharesOf(net, cells, (i) => (weights[i] as number) / total),
      all: sharesOf(net, cells, () => 1 / cells.length),
      alphaLow: meanOf(net.low),
    },
    // What edges do wrong they do wrong in one direction: no number of cells makes it less.
    { high: 0, low: Math.hypot(ownNoise(net, cells, weights, curves), SPREAD_WRONG * meanOf(net.spread, 2)) },
  );
  const opaque = cells.reduce((sum, cell) => sum + (net.opaque[cell] as number), 0) / cells.length;
  const untold = { ...answer, class: 'cannot-tell', zEff: null, confidence: 0 } as const;
  if (opaque > OPAQUE_SHARE) return { ...untold, untold: 'too-thick' };
  return answer.areaDensityGCm2 < WALL_G_CM2 ? { ...untold, untold: 'too-thin' } : answer;
}

/** What may be wrong with one cell's low energy beside its high one. */
function wrongOf({ high, low, spread }: Net, cell: number, table: MaterialTable, pixels: number): number {
  const { offset, share, stray } = table.noise.systematic;
  const [alphaHigh, alphaLow] = [high[cell] as number, low[cell] as number];
  const photons = noiseOf(table, alphaHigh, alphaLow, pixels);
  return Math.hypot(
    photons.high,
    photons.low,
    offset,
    share * alphaLow,
    stray * Math.exp(Math.max(0, alphaLow)),
    SPREAD_WRONG * (spread[cell] as number) ** 2,
  );
}

/** Standard deviation of the mean, by how far cells lie off from where the mean of all says that they should. */
function ownNoise(
  { high, low }: Net,
  cells: readonly number[],
  weights: readonly number[],
  { organic, steel }: Curves,
): number {
  let [apart, above, total, squares] = [0, 0, 0, 0];
  cells.forEach((cell, i) => {
    const [weight, alpha] = [weights[i] as number, high[cell] as number];
    total += weight;
    squares += weight * weight;
    apart += weight * (organic(alpha) - steel(alpha));
    above += weight * ((low[cell] as number) - steel(alpha));
  });
  const kind = apart > 0 ? above / apart : 0;
  const off = cells.reduce((sum, cell, i) => {
    const alpha = high[cell] as number;
    const expected = steel(alpha) + kind * (organic(alpha) - steel(alpha));
    return sum + (weights[i] as number) * ((low[cell] as number) - expected) ** 2;
  }, 0);
  const effective = total ** 2 / squares / CELLS_AS_ONE;
  return Math.sqrt(off / total / Math.max(1, effective));
}

/** Cells counted by how thick they are. */
function sharesOf({ high }: Net, cells: readonly number[], shareOf: (i: number) => number): AlphaShare[] {
  const [sums, shares] = [new Float64Array(BINS), new Float64Array(BINS)];
  cells.forEach((cell, i) => {
    const alpha = high[cell] as number;
    const bin = Math.min(BINS - 1, Math.max(0, Math.floor(alpha / BIN_ALPHA)));
    const share = shareOf(i);
    sums[bin] = (sums[bin] as number) + share * alpha;
    shares[bin] = (shares[bin] as number) + share;
  });
  return [...shares].flatMap((share, bin) => (share > 0 ? [{ share, alphaHigh: (sums[bin] as number) / share }] : []));
}

function boxOf(cells: readonly number[], { columns }: Net): CellBox {
  let [left, right, top, bottom] = [Number.POSITIVE_INFINITY, 0, Number.POSITIVE_INFINITY, 0];
  for (const cell of cells) {
    const [column, row] = [cell % columns, Math.floor(cell / columns)];
    left = Math.min(left, column);
    right = Math.max(right, column);
    top = Math.min(top, row);
    bottom = Math.max(bottom, row);
  }
  return { column: left, row: top, columns: right - left + 1, rows: bottom - top + 1 };
}
