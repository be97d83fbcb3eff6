import type { Size } from './camera.ts';

/** One byte a cell over the whole picture, 0 nothing to 255, top row first. */
export interface Mask extends Size {
  cells: Uint8Array;
}

/** How a mask is drawn where it has something. */
export interface MaskLook {
  /** Red, green, blue, 0 to 255. */
  colour: readonly [number, number, number];
  /** 0 to 1, for a cell of 255. */
  opacity: number;
  /** Filled, or strokes across, so that colour is not all that tells. */
  pattern: 'fill' | 'hatch' | 'cross-hatch';
}

export const DEFAULT_LOOK: MaskLook = { colour: [255, 90, 200], opacity: 0.7, pattern: 'hatch' };
