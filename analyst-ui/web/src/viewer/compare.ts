import type { Geometry } from '@h986/domain';

/** `swipe`: the second picture right of a line; `blink`: one or the other; `difference`: grey where they agree. */
export type CompareMode = 'swipe' | 'blink' | 'difference';

/** A second picture over the first one, under the same camera and display. */
export interface Compare {
  geometry: Geometry;
  mode: CompareMode;
  /** Of `swipe`: where the line stands, 0 left to 1 right. */
  at?: number;
  /** Of `blink`: which is shown. */
  second?: boolean;
  /** Where the second picture's top left lies on the first one, mm. */
  offsetMm?: { x: number; y: number };
  /** The second was taken in the other direction. */
  mirrored?: boolean;
}
