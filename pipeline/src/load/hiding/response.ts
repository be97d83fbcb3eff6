import type { Response } from './cube-curves.ts';
import { SIDES_MM } from './limits.ts';

/** Steps of the background's -ln T for which signals are known. */
export const ALPHA_STEP = 0.1;
const ALPHA_STEPS = 90;
/** How far an object lies off the cells, in both directions: of the worst that there is. */
const OFF = 0.75;

/** For every step of background the -ln T that a filter of its scale reads where a cube of each side is added: steps x `SIDES_MM`. */
export type Signals = Float32Array;

/** @param cellsOf the side of the filter that looks for a cube of this side, cells */
export function signalsOf(response: Response, cellMm: number, cellsOf: (sideMm: number) => number): Signals {
  const signals = new Float32Array(ALPHA_STEPS * SIDES_MM.length);
  for (const [i, sideMm] of SIDES_MM.entries()) {
    const share = shareOfSquare(sideMm, cellsOf(sideMm), cellMm);
    for (let step = 0; step < ALPHA_STEPS; step++)
      signals[step * SIDES_MM.length + i] = share * added(step * ALPHA_STEP, sideMm, response);
  }
  return signals;
}

export function stepOf(alpha: number): number {
  return Math.max(0, Math.min(ALPHA_STEPS - 1, Math.round(alpha / ALPHA_STEP)));
}

/** -ln T that so much more of a stuff adds to what is there, as it is read: the beam is hard already, and stray radiation fills up. */
function added(alpha: number, sideMm: number, { curve, stray }: Response): number {
  const direct = Math.max(1e-6, Math.exp(-alpha) - stray);
  const there = inverse(curve, -Math.log(direct));
  const more = at(curve, there + sideMm) - at(curve, there);
  return Math.max(0, Math.log(Math.exp(-alpha) / (direct * Math.exp(-more) + stray)));
}

/** Share of a filter's square that an object covers, the nearest square being asked: as it lies three times out of four, or better. */
function shareOfSquare(sideMm: number, cells: number, cellMm: number): number {
  const square = cells * cellMm;
  const off = (OFF * cellMm) / 2;
  const covered = Math.min(square / 2, off + sideMm / 2) - Math.max(-square / 2, off - sideMm / 2);
  return (Math.max(0, covered) / square) ** 2;
}

/** -ln T at some thicknesses, mm, both rising from 0. */
export interface Curve {
  mm: readonly number[];
  alpha: readonly number[];
}

const at = ({ mm, alpha }: Curve, thickness: number): number => along(mm, alpha, thickness);
const inverse = ({ mm, alpha }: Curve, value: number): number => along(alpha, mm, value);

/** Along straight lines; beyond the last point the last one goes on. */
function along(xs: readonly number[], ys: readonly number[], x: number): number {
  let i = 1;
  while (i < xs.length - 1 && (xs[i] as number) < x) i++;
  const [x0, x1, y0, y1] = [xs[i - 1], xs[i], ys[i - 1], ys[i]] as [number, number, number, number];
  return y0 + ((x - x0) / (x1 - x0)) * (y1 - y0);
}
