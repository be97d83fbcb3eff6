import type { Energy } from '@h986/domain';
import type { Axes } from './axes.ts';
import type { Extent, Size } from './camera.ts';
import type { HeatMap } from './heat-map.ts';

/** Everything one drawing depends on; the same frame gives the same pixels from either renderer. */
export interface Frame {
  screen: Size;
  extent: Extent;
  axes: Axes;
  energy: Energy;
  /** The darkest instead of the mean where one device pixel covers several texels. */
  keepDark: boolean;
  /** Window and level, from `curveTable`. */
  curve: Uint8Array;
  heat: HeatMap | null;
  /** 0 to 1. */
  heatOpacity: number;
}

/** RGBA, top row first. */
export interface Pixels extends Size {
  data: Uint8ClampedArray<ArrayBuffer>;
}

export interface Renderer {
  /** A strip of the store is new or has changed. */
  put(strip: number): void;
  draw(frame: Frame): void;
  /** Draws and reads back. */
  pixels(frame: Frame): Pixels;
  destroy(): void;
}

/** Grey beside the picture. */
export const BACKDROP = 10;
/** How much brighter the strokes of the hatch over pixels without data are. */
export const HATCH_LIFT = 36;
