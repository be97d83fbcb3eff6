import type { ShownEnergy } from '@h986/domain';
import type { Axes } from './axes.ts';
import type { Extent, Size } from './camera.ts';
import type { Filter } from './filter.ts';
import type { HeatMap } from './heat-map.ts';
import type { Mask, MaskLook } from './masks.ts';
import type { IntegerLookup } from './material.ts';
import type { Coarseness } from './pace.ts';
import type { PictureNumber } from './types.ts';

/** Everything one drawing depends on; the same frame gives the same pixels from either renderer. */
export interface Frame {
  /** Pixels drawn: the screen's, or as many as it takes at this coarseness. */
  screen: Size;
  /** Above 1, of the means that a pixel stands for the darkest is shown: nothing thin and dark is hidden while it moves. */
  coarse: Coarseness;
  look: Look;
  /** Drawn one after the other: the picture, the second one beside it, the lens over both. */
  views: readonly View[];
  heat: HeatMap | null;
  /** 0 to 1. */
  heatOpacity: number;
  masks: readonly ShownMask[];
  /** Where a strip has not come yet; one byte of grey a cell. */
  preview: Mask | null;
}

/** From transmission to colour. */
export interface Look {
  energy: ShownEnergy;
  /** The darkest instead of the mean where one device pixel covers several texels. */
  keepDark: boolean;
  /** Grey by transmission, from `curveTable`; by code, from `curveByCode`, where there is a filter. */
  curve: Uint8Array;
  filter: Filter | null;
  /** Colour by grey and class, from `coloursOf`, and what finds the class; null where all is grey. */
  material: { colours: Uint8Array; lookup: IntegerLookup } | null;
}

/** Device pixels from the canvas' top left. */
export interface Rect extends Size {
  x: number;
  y: number;
}

/** A picture, or what differs between both, in a part of the canvas. */
export interface View {
  rect: Rect;
  picture: PictureNumber;
  axes: Axes;
  extent: Extent;
  /** The second picture's axes where the difference is shown; filters and colours are left out then. */
  against: Axes | null;
}

export interface ShownMask {
  name: string;
  mask: Mask;
  look: MaskLook;
}

/** RGBA, top row first. */
export interface Pixels extends Size {
  data: Uint8ClampedArray<ArrayBuffer>;
}

export interface Renderer {
  /** A strip of a picture's store is new or has changed. */
  put(picture: PictureNumber, strip: number): void;
  draw(frame: Frame): void;
  /** Waits until what was drawn is there. */
  finish(): void;
  /** Draws and reads back. */
  pixels(frame: Frame): Pixels;
  destroy(): void;
}

/** Grey beside the picture. */
export const BACKDROP = 10;
/** How much brighter the strokes of the hatch over pixels without data are. */
export const HATCH_LIFT = 36;
