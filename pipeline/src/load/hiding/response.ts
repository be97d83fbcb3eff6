import type { Response } from './cube-curves.ts';
import { edgeLoss } from './edge-loss.ts';
import { SIDES_MM } from './limits.ts';

/** Steps of the background's -ln T, and levels of stray radiation, for which signals are known. */
const ALPHA_STEP = 0.1;
const ALPHA_STEPS = 90;
const STRAYS = [3e-4, 6e-4, 1.2e-3, 2.4e-3] as const;
/**
 * How far off the middle of its filter's square an object lies in both directions, cells, three times out of four or less. Where it is in its
 * cell is chance: a square of odd cells has its middle in the middle of that cell, one of even cells at its upper left corner.
 */
const OFF = { odd: 0.375, even: 0.75 } as const;
/** Focal spot, aperture and travel together, standard deviation in pixels. */
const BLUR_PX = 0.75;

/** The -ln T that a filter of its scale reads where a cube of each side is added: strays x steps of background x `SIDES_MM`. */
export type Signals = Float32Array;

export interface Grain {
  cellMm: number;
  pixelMm: number;
  /** The side of the filter that looks for a cube of this side, cells. */
  cellsOf: (sideMm: number) => number;
}

/** One scanner's signals are the same from scan to scan: those of the last few are kept. */
const KEPT = 8;
const kept = new Map<string, Signals>();

export function signalsOf(response: Response, grain: Grain): Signals {
  const key = JSON.stringify([response, grain.cellMm, grain.pixelMm]);
  const known = kept.get(key);
  if (known) return known;
  const signals = workOut(response, grain);
  if (kept.size >= KEPT) kept.delete(kept.keys().next().value as string);
  kept.set(key, signals);
  return signals;
}

function workOut(response: Response, { cellMm, pixelMm, cellsOf }: Grain): Signals {
  const signals = new Float32Array(STRAYS.length * ALPHA_STEPS * SIDES_MM.length);
  const shares = SIDES_MM.map((side) => shareOfSquare(side, cellsOf(side), cellMm));
  let at = 0;
  for (const level of STRAYS) {
    const stray = Math.max(0, level - response.stray);
    for (let step = 0; step < ALPHA_STEPS; step++) {
      const there = thicknessOf(step * ALPHA_STEP, stray, response);
      for (const [i, sideMm] of SIDES_MM.entries()) {
        const read = added(step * ALPHA_STEP, there, sideMm, stray, response);
        // Its four edges are blurred in transmission, not in -ln T: they lose more than they smear.
        const lost = (4 * edgeLoss(read) * BLUR_PX * pixelMm) / sideMm;
        signals[at++] = (shares[i] as number) * Math.max(0.2 * read, read - lost);
      }
    }
  }
  return signals;
}

/** Where the signals of a place begin. */
export function signalsAt(alpha: number, stray: number): number {
  const level = STRAYS.findIndex((one) => stray <= one);
  const step = Math.max(0, Math.min(ALPHA_STEPS - 1, Math.round(alpha / ALPHA_STEP)));
  return ((level < 0 ? STRAYS.length - 1 : level) * ALPHA_STEPS + step) * SIDES_MM.length;
}

/** How much of a stuff would read so, without the stray radiation that fills it up. */
function thicknessOf(alpha: number, stray: number, { curve }: Response): number {
  return along(curve.alpha, curve.mm, -Math.log(Math.max(1e-6, Math.exp(-alpha) - stray)));
}

/** -ln T that so much more of a stuff adds to what is there, as it is read: the beam is hard already, and stray radiation fills up. */
function added(alpha: number, there: number, sideMm: number, stray: number, { curve }: Response): number {
  const direct = Math.max(1e-6, Math.exp(-alpha) - stray);
  const more = along(curve.mm, curve.alpha, there + sideMm) - along(curve.mm, curve.alpha, there);
  return Math.max(0, -alpha - Math.log(direct * Math.exp(-more) + stray));
}

/** Share of a filter's square that an object covers, the nearest square being asked: as it lies three times out of four, or better. */
function shareOfSquare(sideMm: number, cells: number, cellMm: number): number {
  const square = cells * cellMm;
  const off = cellMm * (cells % 2 === 1 ? OFF.odd : OFF.even);
  const covered = Math.min(square / 2, off + sideMm / 2) - Math.max(-square / 2, off - sideMm / 2);
  return (Math.max(0, covered) / square) ** 2;
}

/** -ln T at some thicknesses, mm, both rising from 0. */
export interface Curve {
  mm: readonly number[];
  alpha: readonly number[];
}

/** Along straight lines; beyond the last point the last one goes on. */
function along(xs: readonly number[], ys: readonly number[], x: number): number {
  let i = 1;
  while (i < xs.length - 1 && (xs[i] as number) < x) i++;
  const [x0, x1, y0, y1] = [xs[i - 1], xs[i], ys[i - 1], ys[i]] as [number, number, number, number];
  return y0 + ((x - x0) / (x1 - x0)) * (y1 - y0);
}
