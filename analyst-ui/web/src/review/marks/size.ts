import type { BoxPx, Geometry } from '@h986/domain';
import type { Words } from '../../i18n/en.ts';
import type { Format } from '../../i18n/format.ts';
import type { MarkShape } from './history.ts';

/** What a mark measures along travel and down, and from point to point. In mm at the container's centre plane. */
export interface MarkSize {
  w: number;
  h: number;
  length: number;
  unit: 'mm' | 'px';
}

type Pitches = Pick<Geometry, 'linePitchMm' | 'channelPitchMm'>;

/** @param pitches of the calibrated picture; null: in lines and channels, never guessed */
export function sizeOf({ points }: Pick<MarkShape, 'points'>, pitches: Pitches | null): MarkSize {
  const [a, b = a] = points;
  const w = Math.abs((b?.x ?? 0) - (a?.x ?? 0)) * (pitches?.linePitchMm ?? 1);
  const h = Math.abs((b?.y ?? 0) - (a?.y ?? 0)) * (pitches?.channelPitchMm ?? 1);
  return { w, h, length: Math.hypot(w, h), unit: pitches === null ? 'px' : 'mm' };
}

/** A mark's size for people: a ruler's length, a box's sides; arrows and notes have none. */
export function sizeWords(
  mark: Pick<MarkShape, 'kind' | 'points'>,
  pitches: Pitches | null,
  words: Words,
  format: Format,
): string {
  const { w, h, length, unit } = sizeOf(mark, pitches);
  const of = (value: number): string => words.marks[unit](format.number(value));
  if (mark.kind === 'ruler') return of(length);
  return mark.kind === 'box' ? words.marks.sides(of(w), of(h)) : '';
}

/** A mark's place for the viewer to look at. */
export function placeOf({ points }: Pick<MarkShape, 'points'>): BoxPx {
  const [a, b = a] = points;
  const [x, y] = [Math.min(a?.x ?? 0, b?.x ?? 0), Math.min(a?.y ?? 0, b?.y ?? 0)];
  return { x, y, w: Math.abs((b?.x ?? 0) - (a?.x ?? 0)), h: Math.abs((b?.y ?? 0) - (a?.y ?? 0)) };
}
