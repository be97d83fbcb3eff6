import type { BoxPx } from '@h986/domain';
import type { LoadContext } from '../analysis.ts';

export const SIDES = ['left', 'right', 'top', 'bottom'] as const;
export type Side = (typeof SIDES)[number];

/** A container that ends nearer to the picture's edge than this may go on beyond it. */
const NEAR_MM = 100;
/** -ln T of what is no air; and of what is more than roof and walls. */
const SOMETHING = 0.1;
const GOODS = 0.8;
/** It does go on where so much of the edge, as far as the container reaches along it, shows something. */
const SHOWN = 0.25;

type Seen = Pick<LoadContext, 'picture' | 'geometry' | 'seal' | 'strips'>;

/**
 * The edges of the picture by which a container is cut off. The vehicle may be cut off anywhere; and so may roof and side wall, whose nearer
 * edge reaches higher in a fan beam than the goods: at the top only goods count.
 */
export function cutSides(box: BoxPx, seen: Seen): Side[] {
  return SIDES.filter((side) => {
    if (distanceMm(side, box, seen) > NEAR_MM) return false;
    const edge = edgeOf(side, box, seen).filter((alpha) => !Number.isNaN(alpha));
    const from = side === 'top' ? GOODS : SOMETHING;
    return edge.length > 0 && edge.filter((alpha) => alpha > from).length > SHOWN * edge.length;
  });
}

function distanceMm(side: Side, { x, y, w, h }: BoxPx, { geometry, seal }: Seen): number {
  const { linePitchMm, channelPitchMm, channels } = geometry;
  if (side === 'left') return x * linePitchMm;
  if (side === 'right') return (seal.lines - x - w) * linePitchMm;
  if (side === 'top') return y * channelPitchMm;
  return (channels - y - h) * channelPitchMm;
}

/** -ln T along an edge as far as the box reaches. */
function edgeOf(side: Side, box: BoxPx, { picture, geometry, strips }: Seen): number[] {
  if (side === 'left') return lineOf(strips[0]?.quality?.firstLine ?? [], box, geometry.channels);
  if (side === 'right') return lineOf(strips.at(-1)?.quality?.lastLine ?? [], box, geometry.channels);
  const { columns, rows, grid, high } = picture;
  const from = Math.max(0, Math.floor(box.x / grid.linesPerColumn));
  const to = Math.min(columns, Math.ceil((box.x + box.w) / grid.linesPerColumn));
  return Array.from({ length: to - from }, (_, i) => {
    const column = from + i;
    // The outermost row may be half roof, or a vendor's empty one.
    const order = side === 'top' ? [1, 2, 3] : [rows - 1, rows - 2, rows - 3];
    const row = order.find((one) => !Number.isNaN(high[one * columns + column] as number));
    return row === undefined ? Number.NaN : (high[row * columns + column] as number);
  });
}

function lineOf(parts: readonly (number | null)[], { y, h }: BoxPx, channels: number): number[] {
  const aPart = channels / parts.length;
  return parts.flatMap((transmission, part) => {
    const within = (part + 1) * aPart > y && part * aPart < y + h;
    return within && transmission !== null ? [-Math.log(Math.max(transmission, 1e-5))] : [];
  });
}
