import { type Display, NO_DATA } from '@h986/domain';
import { curveByCode, middleCode } from './log-codes.ts';

/** What the show pass needs of local contrast and edges, in sixteenths. Changing it prepares nothing anew. */
export interface Filter {
  edges: number;
  /** How much wider what differs from its surroundings becomes. */
  detail: number;
  /** How much of the surroundings' own height goes. */
  flatten: number;
  /** Code of the window's middle, where local contrast brings every region. */
  middle: number;
}

/** Half width of the neighbourhood for edges: 5 x 5 texels of the size shown. */
export const SMALL_REACH = 2;
const MOST_EDGES = 48;
const SIXTEENTHS = 16;
/** Surroundings are level before detail is at its widest: a thick block would stay black else. */
const FLATTEN_FIRST = 1.6;

/** @returns null where the display has neither: then pixels go through the curve untouched */
export function filterOf(display: Display): { filter: Filter; curve: Uint8Array } | null {
  const edges = Math.round(display.edges * MOST_EDGES);
  const detail = Math.round(display.localContrast * SIXTEENTHS);
  if (edges === 0 && detail === 0) return null;
  const flatten = Math.min(SIXTEENTHS, Math.round(FLATTEN_FIRST * detail));
  const curve = curveByCode(display);
  return { filter: { edges, detail, flatten, middle: middleCode(curve, display.invert) }, curve };
}

/**
 * A code, sharpened against the mean of its near neighbours and flattened against that of its wider ones.
 * The show shader says the same in GLSL; change both or neither.
 */
export function filtered(code: number, near: number, wide: number, { edges, detail, flatten, middle }: Filter): number {
  if (code === NO_DATA || near === NO_DATA || wide === NO_DATA) return code;
  const sharp = (edges * (code - near)) >> 4;
  const flat = (detail * (code - wide) - flatten * (wide - middle)) >> 4;
  return Math.min(NO_DATA - 1, Math.max(0, code + sharp + flat));
}
