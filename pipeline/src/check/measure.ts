import {
  type CheckFigureName,
  type CheckReading,
  gradedFigure,
  type MaterialTable,
  type TestObject,
} from '@h986/domain';
import type { LoadPicture } from '../load/load-picture.ts';
import { contrast, penetration } from './blocks.ts';
import { locate } from './locate.ts';
import { materialsRight } from './materials.ts';
import { at, type Placement, patchOf, type WholePicture } from './picture.ts';
import { resolution } from './resolution.ts';
import { thinnestWire } from './wires.ts';

/** What a test object is measured in. */
export interface CheckPicture {
  picture: WholePicture;
  load: LoadPicture;
  /** The scanner's material table; without one nobody knows how it sees stuffs. */
  table: MaterialTable | null;
  /** What detector and lines say without any object. */
  channels: Partial<Record<CheckFigureName, number>>;
}

/** Finds the object and measures every part of it that it has. What it lacks is left out; what cannot be seen is a figure without value. */
export function measureCheck(seen: CheckPicture, object: TestObject): Omit<CheckReading, 'object'> {
  const { picture, load, table, channels } = seen;
  const located = locate(picture, object);
  const graded = (figures: Partial<Record<CheckFigureName, number | null>>): CheckReading['figures'] =>
    (Object.keys(figures) as CheckFigureName[]).map((name) => {
      const value = figures[name] ?? null;
      return gradedFigure(name, value === null ? null : Number(value.toPrecision(4)), object.limits);
    });
  if ('refusal' in located) return { refusal: located.refusal, boxPx: null, figures: graded(channels) };
  const { place, boxPx, scale } = located;
  if (isAnother(picture, place, object)) return { refusal: 'test-object-another', boxPx, figures: graded(channels) };
  const has = (behind: boolean): boolean => object.wires.some(({ behindSteelMm }) => behindSteelMm > 0 === behind);
  const edges = (across: 'line' | 'channel'): boolean => object.edges.some((edge) => edge.across === across);
  const air = patchOf(picture, place, object.air);
  return {
    refusal: null,
    boxPx,
    figures: graded({
      penetration: penetration(picture, place, object),
      ...(has(false) && { 'wire-air': thinnestWire(picture, place, object, false) }),
      ...(has(true) && { 'wire-steel': thinnestWire(picture, place, object, true) }),
      ...(object.contrast.length > 0 && { contrast: contrast(picture, place, object) }),
      ...(edges('line') && { 'resolution-line': resolution(picture, place, object, 'line') }),
      ...(edges('channel') && { 'resolution-channel': resolution(picture, place, object, 'channel') }),
      ...(table && object.materials.length > 0 && { materials: materialsRight(load, table, place, object) }),
      'air-noise': (100 * pixelNoise(picture, place, object)) / air.mean,
      'scale-off': 100 * Math.abs(scale - 1),
      ...channels,
    }),
  };
}

/** Where air should be there is none, or thicker steel is not darker. */
function isAnother(picture: WholePicture, place: Placement, { air, penetration: blocks }: TestObject): boolean {
  const bright = patchOf(picture, place, air).mean;
  const [thinnest, thickest] = [...blocks]
    .sort((a, b) => a.steelMm - b.steelMm)
    .filter((_, i, all) => i === 0 || i === all.length - 1);
  if (!thinnest || !thickest) return true;
  const [first, last] = [thinnest, thickest].map(
    ({ bare }) => patchOf(picture, place, bare[0] as (typeof bare)[number]).mean,
  ) as [number, number];
  return !(first < 0.4 * bright && last < 0.4 * first);
}

/** Half of the crosswise difference of two by two pixels: no dose of a line and no gain of a channel is in it. */
function pixelNoise(picture: WholePicture, place: Placement, { air }: TestObject): number {
  const [a, b] = [place(air), place({ x: air.x + air.w, y: air.y + air.h })];
  const [left, right] = [Math.ceil(Math.min(a.x, b.x)) + 3, Math.floor(Math.max(a.x, b.x)) - 4];
  const [top, bottom] = [Math.ceil(Math.min(a.y, b.y)) + 3, Math.floor(Math.max(a.y, b.y)) - 4];
  let [squares, count] = [0, 0];
  for (let line = left; line <= right; line += 2) {
    for (let channel = top; channel <= bottom; channel += 2) {
      const crosswise =
        at(picture, line, channel) -
        at(picture, line + 1, channel) -
        at(picture, line, channel + 1) +
        at(picture, line + 1, channel + 1);
      if (Number.isNaN(crosswise)) continue;
      squares += crosswise ** 2;
      count++;
    }
  }
  return Math.sqrt(squares / count) / 2;
}
