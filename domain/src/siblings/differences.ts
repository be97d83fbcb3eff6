import type { OutlineCells } from '../load/outline.ts';
import { aligned, meanDifference, medianOutline } from './align.ts';
import type { ContainerFeatures } from './features.ts';
import { median, robustDeviation } from './robust.ts';

/** In what a container can be unlike its siblings. */
export const SIBLING_ASPECTS = ['looks', 'part', 'mass', 'spread', 'place', 'period', 'texture'] as const;
export type SiblingAspect = (typeof SIBLING_ASPECTS)[number];

/** Where along the length, shares of it from the left of the container's own picture. */
export interface Along {
  from: number;
  to: number;
}

/** How far one container is from the others of its lot; NaN where it cannot be said. */
export interface Distances {
  /** By aspect, in that aspect's own measure; those with a sign (mass, period, texture) are natural logarithms. */
  values: Record<SiblingAspect, number>;
  /** Where the part and the place are that differ most. */
  at: { part: Along | null; place: (Along & { gCm2: number }) | null };
}

/** Compares each with all others. */
export function distancesIn(lot: readonly ContainerFeatures[]): Distances[] {
  const looks = looksOf(lot);
  const parts = partsOf(lot);
  const places = placesOf(lot);
  const sizes = new Set(lot.map(({ lengthMm }) => Math.round(lengthMm / SAME_LENGTH_MM)));
  return lot.map((one, i) => {
    const part = parts[i];
    const place = places[i];
    return {
      values: {
        looks: looks[i] as number,
        part: part?.distance ?? Number.NaN,
        // What a 20 ft box lacks of a 40 ft one says nothing.
        mass: Math.log((one.massKg ?? Number.NaN) / (sizes.size > 1 ? one.lengthMm * one.heightMm : 1)),
        spread: place?.spread ?? Number.NaN,
        place: place?.most ?? Number.NaN,
        period: Math.log(one.periodMm.length ?? Number.NaN),
        texture: one.outline ? Math.log(roughnessOf(one.outline)) : Number.NaN,
      },
      at: { part: part?.at ?? null, place: place?.at ?? null },
    };
  });
}

const SAME_LENGTH_MM = 1_500;

/** 1 less the cosine to the median of the others. */
function looksOf(lot: readonly ContainerFeatures[]): number[] {
  return lot.map(({ embedding }, i) => {
    const others = lot.flatMap((other, j) => (j !== i && other.embedding ? [other.embedding] : []));
    if (!embedding || others.length === 0) return Number.NaN;
    const middle = embedding.map((_, k) => median(others.map((other) => other[k] as number)));
    return 1 - cosine(embedding, middle);
  });
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

/** The part that is most unlike every part of the others: how it is stowed does not matter, what there is does. */
function partsOf(lot: readonly ContainerFeatures[]): ({ distance: number; at: Along } | null)[] {
  return lot.map(({ parts }, i) => {
    const others = lot.flatMap((other, j) => (j !== i && other.parts ? [other.parts] : []));
    if (!parts || others.length === 0) return null;
    const distances = parts.map((part) =>
      median(others.map((theirs) => Math.min(...theirs.map((their) => apart(part, their))))),
    );
    const distance = Math.max(...distances);
    const worst = distances.indexOf(distance);
    return { distance, at: { from: worst / parts.length, to: (worst + 1) / parts.length } };
  });
}

/** Half the sum of differences of two distributions: 0 alike, 1 nothing in common. */
function apart(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.abs((a[i] as number) - (b[i] as number));
  return sum / 2;
}

interface Place {
  /** Mean difference to the median of the others, share of their mean. */
  spread: number;
  /** The greatest difference of a neighbourhood of cells in deviations of the others there. */
  most: number;
  at: Along & { gCm2: number };
}

function placesOf(lot: readonly ContainerFeatures[]): (Place | null)[] {
  const known = lot.flatMap(({ outline }, i) => (outline ? [{ i, outline }] : []));
  const size = known[0]?.outline.cells.length;
  if (known.length < 2 || known.some(({ outline }) => outline.cells.length !== size)) return lot.map(() => null);
  const turned = aligned(known.map(({ outline }) => outline));
  const smooth = turned.map(({ outline }) => smoothed(outline));
  const found: (Place | null)[] = lot.map(() => null);
  known.forEach(({ i }, k) => {
    const own = turned[k] as (typeof turned)[number];
    const others = turned.filter((_, j) => j !== k).map(({ outline }) => outline);
    const near = smooth.filter((_, j) => j !== k);
    const middle = medianOutline(others);
    const place = mostDifferent(smooth[k] as OutlineCells, near, middle);
    if (own.turned) [place.at.from, place.at.to] = [1 - place.at.to, 1 - place.at.from];
    found[i] = { spread: meanDifference(own.outline, middle) / meanOf(middle), ...place };
  });
  return found;
}

/** Of a cell's own value the deviation is never thought less than this share. */
const LEAST_DEVIATION = 0.03;
const LEAST_G_CM2 = 0.4;

function mostDifferent(
  own: OutlineCells,
  others: readonly OutlineCells[],
  whole: OutlineCells,
): Pick<Place, 'most' | 'at'> {
  const middle = medianOutline(others);
  // What the whole of it weighs more or less is told by its mass.
  const scale = median(own.cells.map((cell, i) => cell / (middle.cells[i] as number))) || 1;
  const mean = meanOf(whole);
  const values = new Float64Array(others.length);
  let most = { value: 0, cell: 0, gCm2: 0 };
  own.cells.forEach((cell, i) => {
    const expected = middle.cells[i] as number;
    others.forEach(({ cells }, j) => {
      values[j] = cells[i] as number;
    });
    const floor = LEAST_G_CM2 + LEAST_DEVIATION * Math.max(expected, mean);
    const deviation = Math.hypot(robustDeviation(values, expected), floor);
    const gCm2 = cell / scale - expected;
    const value = Math.abs(gCm2) / deviation;
    if (value > most.value) most = { value, cell: i, gCm2 };
  });
  const column = most.cell % own.columns;
  const at = { from: Math.max(0, column - 1) / own.columns, to: Math.min(own.columns, column + 2) / own.columns };
  return { most: most.value, at: { ...at, gCm2: most.gCm2 } };
}

/** Mean over 3 x 3 cells. */
function smoothed({ columns, rows, cells }: OutlineCells): OutlineCells {
  const out = cells.map((_, i) => {
    const [x, y] = [i % columns, Math.floor(i / columns)];
    let [sum, count] = [0, 0];
    for (let row = Math.max(0, y - 1); row <= Math.min(rows - 1, y + 1); row++)
      for (let column = Math.max(0, x - 1); column <= Math.min(columns - 1, x + 1); column++) {
        const value = cells[row * columns + column] as number;
        if (Number.isNaN(value)) continue;
        sum += value;
        count++;
      }
    return count === 0 ? Number.NaN : sum / count;
  });
  return { columns, rows, cells: out };
}

function meanOf({ cells }: OutlineCells): number {
  const there = cells.filter((cell) => !Number.isNaN(cell));
  return Math.max(Number.MIN_VALUE, there.reduce((sum, cell) => sum + cell, 0) / Math.max(1, there.length));
}

/** Mean step from cell to cell along the length, as a share of what there is. */
function roughnessOf(outline: OutlineCells): number {
  const { columns, cells } = outline;
  let [sum, count] = [0, 0];
  for (let i = 1; i < cells.length; i++) {
    const step = Math.abs((cells[i] as number) - (cells[i - 1] as number));
    if (i % columns === 0 || Number.isNaN(step)) continue;
    sum += step;
    count++;
  }
  return Math.max(1e-6, sum / Math.max(1, count) / meanOf(outline));
}
