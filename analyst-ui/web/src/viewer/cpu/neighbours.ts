import { NO_DATA } from '@h986/domain';
import { SMALL_REACH } from '../filter.ts';
import { LEVELS } from '../levels.ts';
import { CODES } from '../log-codes.ts';
import { classOf, type IntegerLookup, PLAIN } from '../material.ts';
import type { StripStore } from '../strip-store.ts';

/** Means around one texel, as codes of high and low. */
export interface Neighbours {
  near: [number, number];
  wide: [number, number];
}

/** What the prepare pass works out, one texel at a time; the shaders in `prepare-shaders.ts` say the same. */
export function neighboursOf(store: StripStore, level: number, column: number, row: number): Neighbours {
  return {
    near: [nearMean(store, 'high', level, column, row), nearMean(store, 'low', level, column, row)],
    wide: [wideMean(store, 'high', level, column, row), wideMean(store, 'low', level, column, row)],
  };
}

function nearMean(store: StripStore, energy: 'high' | 'low', level: number, column: number, row: number): number {
  let sum = 0;
  let count = 0;
  for (let y = row - SMALL_REACH; y <= row + SMALL_REACH; y++) {
    for (let x = column - SMALL_REACH; x <= column + SMALL_REACH; x++) {
      const value = x < 0 ? NO_DATA : store.at(energy, x, y, level);
      if (value === NO_DATA) continue;
      sum += value;
      count++;
    }
  }
  return count === 0 ? NO_DATA : (CODES[mean(sum, count)] as number);
}

/** The smallest size is where wide means come from: a texel there is 32 x 32 of the picture. */
export const WIDE_LEVEL = LEVELS - 1;
/** Steps between two texels of it, for the weights. */
export const WIDE_STEPS = 16;

/** A quadratic spline over codes of the smallest size, so that no block of it can be seen. */
function wideMean(store: StripStore, energy: 'high' | 'low', level: number, column: number, row: number): number {
  const [firstColumn, weightsX] = spline(column, level);
  const [firstRow, weightsY] = spline(row, level);
  let sum = 0;
  let weight = 0;
  for (const [j, wy] of weightsY.entries()) {
    let rowSum = 0;
    let rowWeight = 0;
    for (const [i, wx] of weightsX.entries()) {
      const x = firstColumn + i;
      const value = x < 0 ? NO_DATA : store.at(energy, x, firstRow + j, WIDE_LEVEL);
      if (value === NO_DATA) continue;
      rowSum += wx * (CODES[value] as number);
      rowWeight += wx;
    }
    if (rowWeight === 0) continue;
    sum += wy * mean(rowSum, rowWeight);
    weight += wy;
  }
  return weight === 0 ? NO_DATA : mean(sum, weight);
}

/** First of three texels and their weights, 2 x 16² together. */
function spline(texel: number, level: number): [number, [number, number, number]] {
  // The texel's middle in sixteenths of a texel of the smallest size: (texel + 1/2) 2^level / 32 * 16.
  const at = ((2 * texel + 1) << level) >> 2;
  const f = at & (WIDE_STEPS - 1);
  const g = WIDE_STEPS - f;
  const one = 2 * WIDE_STEPS * WIDE_STEPS;
  return [(at >> 4) - 1, [g * g, one - g * g - f * f, f * f]];
}

const mean = (sum: number, count: number): number => Math.floor((sum + (count >> 1)) / count);

/** How far from the middle's transmission a neighbour may be to count as the same stuff: an eighth, and some noise. */
export const SAME_SHIFT = 3;
export const SAME_NOISE = 128;

/** Index of the material class around a texel, `PLAIN` in air and without data. */
export function materialAt(
  store: StripStore,
  lookup: IntegerLookup,
  level: number,
  column: number,
  row: number,
): number {
  const middle = store.at('high', column, row, level);
  if (middle === NO_DATA) return PLAIN;
  const apart = (middle >> SAME_SHIFT) + SAME_NOISE;
  let high = 0;
  let low = 0;
  let count = 0;
  for (let y = row - SMALL_REACH; y <= row + SMALL_REACH; y++) {
    for (let x = column - SMALL_REACH; x <= column + SMALL_REACH; x++) {
      if (x < 0) continue;
      const h = store.at('high', x, y, level);
      const l = store.at('low', x, y, level);
      if (h === NO_DATA || l === NO_DATA || Math.abs(h - middle) > apart) continue;
      high += h;
      low += l;
      count++;
    }
  }
  if (count === 0) return PLAIN;
  return classOf(lookup, CODES[mean(high, count)] as number, CODES[mean(low, count)] as number);
}
