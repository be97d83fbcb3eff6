import type { Camera } from '../../viewer/index.ts';

/** How another picture lies on this one. */
export interface Alignment {
  /** Where its top left lies on this one, mm. */
  offsetMm: { x: number; y: number };
  /** The truck came from the other side. */
  mirrored: boolean;
  /** Width of the other picture, mm. */
  widthMm: number;
}

interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

/**
 * Container on container: their left ends and floors meet, since containers of other heights stand on the same chassis. Without a container on one
 * of them picture lies on picture.
 *
 * @param own, other in mm of their own pictures
 */
export function alignmentOf(
  own: Box | undefined,
  other: Box | undefined,
  mirrored: boolean,
  widthMm: number,
): Alignment {
  if (own === undefined || other === undefined) return { offsetMm: { x: 0, y: 0 }, mirrored, widthMm };
  const left = mirrored ? widthMm - (other.x + other.w) : other.x;
  return { offsetMm: { x: own.x - left, y: own.y + own.h - (other.y + other.h) }, mirrored, widthMm };
}

/** The same look at the other picture, in its own mm. */
export function toOther(camera: Camera, { offsetMm, mirrored, widthMm }: Alignment): Camera {
  const cxMm = camera.cxMm - offsetMm.x;
  const cyMm = camera.cyMm - offsetMm.y;
  return mirrored ? { ...camera, cxMm: widthMm - cxMm, cyMm, mirrored: !camera.mirrored } : { ...camera, cxMm, cyMm };
}

/** A look at the other picture as one at this. */
export function fromOther(camera: Camera, { offsetMm, mirrored, widthMm }: Alignment): Camera {
  const cxMm = (mirrored ? widthMm - camera.cxMm : camera.cxMm) + offsetMm.x;
  const cyMm = camera.cyMm + offsetMm.y;
  return mirrored ? { ...camera, cxMm, cyMm, mirrored: !camera.mirrored } : { ...camera, cxMm, cyMm };
}

/** What the offset must be for both cameras to look at the same place. */
export function offsetBetween(
  own: Camera,
  other: Camera,
  { mirrored, widthMm }: Pick<Alignment, 'mirrored' | 'widthMm'>,
): { x: number; y: number } {
  return { x: own.cxMm - (mirrored ? widthMm - other.cxMm : other.cxMm), y: own.cyMm - other.cyMm };
}
