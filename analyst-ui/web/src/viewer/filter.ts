import { type Display, NO_DATA } from '@h986/domain';
import { curveByCode, middleCode } from './log-codes.ts';

/** What the show pass needs of local contrast and edges, in sixteenths. Changing it prepares nothing anew. */
export interface Filter {
  edges: number;
  local: number;
  /** Code of the window's middle, where local contrast brings every region. */
  middle: number;
}

/** Half width of the neighbourhood for edges: 5 x 5 texels of the size shown. */
export const SMALL_REACH = 2;
const MOST_EDGES = 48;
const MOST_LOCAL = 16;

/** @returns null where the display has neither: then pixels go through the curve untouched */
export function filterOf(display: Display): { filter: Filter; curve: Uint8Array } | null {
  const edges = Math.round(display.edges * MOST_EDGES);
  const local = Math.round(display.localContrast * MOST_LOCAL);
  if (edges === 0 && local === 0) return null;
  const curve = curveByCode(display);
  return { filter: { edges, local, middle: middleCode(curve, display.invert) }, curve };
}

/**
 * A code, sharpened against the mean of its near neighbours and flattened against that of its wider ones.
 * The show shader says the same in GLSL; change both or neither.
 */
export function filtered(code: number, near: number, wide: number, { edges, local, middle }: Filter): number {
  if (code === NO_DATA || near === NO_DATA || wide === NO_DATA) return code;
  const sharp = (edges * (code - near)) >> 4;
  const flat = (2 * local * (code - wide) - local * (wide - middle)) >> 4;
  return Math.min(NO_DATA - 1, Math.max(0, code + sharp + flat));
}
