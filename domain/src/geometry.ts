import type { Geometry } from './acquisition.ts';
import type { BoxMm, BoxPx } from './finding.ts';

/** A box in mm at the container's centre plane, where the pitches hold; nearer the source things look larger. */
export function boxToMm(box: BoxPx, { linePitchMm, channelPitchMm }: Geometry): BoxMm {
  return { x: box.x * linePitchMm, y: box.y * channelPitchMm, w: box.w * linePitchMm, h: box.h * channelPitchMm };
}

/** Area that two boxes share, px. */
export function sharedArea(a: BoxPx, b: BoxPx): number {
  const w = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
  const h = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
  return Math.max(0, w) * Math.max(0, h);
}

/** Of two boxes the shared part of all that they cover, 0 to 1. */
export function intersectionOverUnion(a: BoxPx, b: BoxPx): number {
  const shared = sharedArea(a, b);
  return shared / (a.w * a.h + b.w * b.h - shared);
}
