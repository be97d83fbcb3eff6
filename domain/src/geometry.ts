import type { Geometry } from './acquisition.ts';
import type { BoxMm, BoxPx } from './finding.ts';

/** A box in mm at the container's centre plane, where the pitches hold; nearer the source things look larger. */
export function boxToMm(box: BoxPx, { linePitchMm, channelPitchMm }: Geometry): BoxMm {
  return { x: box.x * linePitchMm, y: box.y * channelPitchMm, w: box.w * linePitchMm, h: box.h * channelPitchMm };
}
