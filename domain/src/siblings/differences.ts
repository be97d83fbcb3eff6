import type { OutlineCells } from '../load/outline.ts';
import { aligned, medianOutline } from './align.ts';
import { apart } from './apart.ts';
import type { ContainerFeatures } from './features.ts';
import type { SiblingLimits } from './limits.ts';
import { type Along, type Place, placesOf } from './places.ts';
import { median } from './robust.ts';

/**
 * In what a container can be unlike its siblings: what its load looks like, what it weighs, how dense it is where there is some, a place
 * of it, a stretch of its length over the whole height.
 */
export const SIBLING_ASPECTS = ['looks', 'mass', 'density', 'place', 'stretch'] as const;
export type SiblingAspect = (typeof SIBLING_ASPECTS)[number];

/** How far one container is from its like in one aspect. */
export interface Apart {
  /** In deviations; NaN where it cannot be said. */
  z: number;
  /** Less or more than the others; 0 where there is no such direction. */
  sign: -1 | 0 | 1;
  /** Natural logarithm of its value over that of the others, for mass and density. */
  logRatio?: number;
  /** For what is at a place. */
  along?: Along;
  gCm2?: number;
}

/** Cells of a place and of a stretch, of 48 x 12: an eighth of the length, and half the height or all of it. */
const PLACE = { columns: 6, rows: 6 };
const STRETCH = { columns: 6, rows: 12 };

/** Compares each with all others. @param limits what two of a kind differ by at least */
export function differencesIn(
  lot: readonly ContainerFeatures[],
  limits: SiblingLimits,
): Record<SiblingAspect, Apart>[] {
  const looks = looksIn(lot, limits.looks.deviation);
  const mass = scalesIn(
    lot.map(({ massKg }) => Math.log(massKg ?? Number.NaN)),
    limits.mass.deviation,
  );
  const { density, place, stretch } = cellsIn(lot, limits.density.deviation);
  return lot.map((_, i) => ({
    looks: looks[i] as Apart,
    mass: mass[i] as Apart,
    density: density[i] as Apart,
    place: place[i] as Apart,
    stretch: stretch[i] as Apart,
  }));
}

/** By the encoder alone: it has an answer for containers of any size. */
export function looksIn(lot: readonly ContainerFeatures[], least: number): Apart[] {
  const off = ({ embedding: a }: ContainerFeatures, { embedding: b }: ContainerFeatures): number =>
    a && b ? 1 - cosine(a, b) : Number.NaN;
  const z = apart(lot.length, (i, j) => off(lot[i] as ContainerFeatures, lot[j] as ContainerFeatures), least);
  return z.map((z) => ({ z, sign: 0 }));
}

export function cosine(a: Float32Array, b: Float32Array): number {
  let [dot, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] as number, b[i] as number];
    dot += x * y;
    aa += x * x;
    bb += y * y;
  }
  return aa === 0 || bb === 0 ? 0 : dot / Math.sqrt(aa * bb);
}

/** Logarithms of one value of each. */
function scalesIn(values: readonly number[], least: number): Apart[] {
  const z = apart(values.length, (i, j) => Math.abs((values[i] as number) - (values[j] as number)), least);
  return z.map((z, i) => {
    const logRatio = (values[i] as number) - median(values.filter((_, j) => j !== i));
    return { z, sign: logRatio < 0 ? -1 : 1, logRatio };
  });
}

const UNKNOWN: Apart = { z: Number.NaN, sign: 0 };

function cellsIn(lot: readonly ContainerFeatures[], least: number): Record<'density' | 'place' | 'stretch', Apart[]> {
  const known = lot.flatMap(({ outline }, i) => (outline ? [{ i, outline }] : []));
  const first = known[0]?.outline;
  const none = () => lot.map((): Apart => UNKNOWN);
  const said = { density: none(), place: none(), stretch: none() };
  // Of three nobody can say which is odd.
  if (!first || known.length <= 3 || known.some(({ outline }) => outline.cells.length !== first.cells.length))
    return said;
  const turned = aligned(known.map(({ outline }) => outline));
  const outlines = turned.map(({ outline }) => outline);
  const middle = medianOutline(outlines);
  const patch = ({ columns, rows }: typeof PLACE) => ({
    columns: Math.min(columns, first.columns),
    rows: Math.min(rows, first.rows),
  });
  const density = scalesIn(
    outlines.map((one) => densityTo(middle, one)),
    least,
  );
  const [places, stretches] = [PLACE, STRETCH].map((one) => placesOf(outlines, middle, patch(one))) as [
    Place[],
    Place[],
  ];
  known.forEach(({ i }, k) => {
    const back = turned[k]?.turned ?? false;
    said.density[i] = density[k] as Apart;
    said.place[i] = placeOf(places[k] as Place, back);
    said.stretch[i] = placeOf(stretches[k] as Place, back);
  });
  return said;
}

/** Where both hold a load: two walls are about 5 g/cm2. */
const LOADED_G_CM2 = 8;
/** In fewer cells there is hardly any. */
const LEAST_CELLS = 20;

/** Logarithm of how dense the load is where there is some, over the lot's usual picture. */
function densityTo(middle: OutlineCells, { cells }: OutlineCells): number {
  const ratios: number[] = [];
  cells.forEach((cell, i) => {
    const usual = middle.cells[i] as number;
    if (cell > LOADED_G_CM2 && usual > LOADED_G_CM2) ratios.push(Math.log(cell / usual));
  });
  return ratios.length < LEAST_CELLS ? Number.NaN : median(ratios);
}

/** As its own picture shows it. */
function placeOf({ z, gCm2, along: { from, to } }: Place, back: boolean): Apart {
  return { z, sign: gCm2 < 0 ? -1 : 1, gCm2, along: back ? { from: 1 - to, to: 1 - from } : { from, to } };
}
