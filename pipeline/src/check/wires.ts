import type { TestObject } from '@h986/domain';
import { lastTold } from './last-told.ts';
import { at, type Placement, type WholePicture } from './picture.ts';

/** Length of wire, px, that the eye takes together, and how far it must stand out over it. */
const LENGTH_PX = 25;
const VISIBLE = 3;
/** Beside the wire, px: near enough for the same background, further than a sharp scanner's blur. */
const BESIDE = [-6, -5, -4, 4, 5, 6];
const OWN = [-1, 0, 1];
/** From both ends, px. */
const ENDS_PX = 3;
const ROWS_AT_LEAST = 10;

/**
 * The thinnest copper wire, mm, that is seen: in air, or behind a plate; every thicker one seen too. Null: none.
 *
 * @param behind whether those behind steel are asked about
 * @see IEC 62523, 7.2
 */
export function thinnestWire(
  picture: WholePicture,
  place: Placement,
  object: TestObject,
  behind: boolean,
): number | null {
  const wires = object.wires.filter(({ behindSteelMm }) => behindSteelMm > 0 === behind);
  return lastTold(
    [...wires]
      .sort((a, b) => b.diameterMm - a.diameterMm)
      .map((wire) => ({ place: wire.diameterMm, standsOut: standsOut(picture, place, wire) })),
    VISIBLE,
  );
}

/** Matched filter across the wire, channel by channel: its line and the two beside it, against those further off. */
function standsOut(picture: WholePicture, place: Placement, { from, to }: TestObject['wires'][number]): number {
  const [a, b] = [place(from), place(to)].sort((p, q) => p.y - q.y) as [ReturnType<Placement>, ReturnType<Placement>];
  const differences: number[] = [];
  for (let channel = Math.ceil(a.y + ENDS_PX); channel <= b.y - ENDS_PX; channel++) {
    const line = Math.round(a.x + ((channel - a.y) / (b.y - a.y)) * (b.x - a.x));
    const mean = (offsets: readonly number[]): number =>
      offsets.reduce((sum, offset) => sum + at(picture, line + offset, channel), 0) / offsets.length;
    const difference = mean(BESIDE) - mean(OWN);
    if (!Number.isNaN(difference)) differences.push(difference);
  }
  if (differences.length < ROWS_AT_LEAST) return 0;
  const middle = differences.reduce((sum, value) => sum + value, 0) / differences.length;
  const variance = differences.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (differences.length - 1);
  return (middle / Math.sqrt(Math.max(variance, Number.MIN_VALUE))) * Math.sqrt(LENGTH_PX);
}
