import type { OutlineCells } from '../load/outline.ts';
import { aligned, medianOutline } from './align.ts';
import { apart } from './apart.ts';
import type { ContainerFeatures } from './features.ts';
import { columnShares, LOADED_G_CM2, usualLoad } from './filled.ts';
import { hardeningIn } from './hardening.ts';
import type { SiblingLimits } from './limits.ts';
import { type Along, type Patch, type Place, placesOf } from './places.ts';
import { median } from './robust.ts';

/**
 * In what a container can be unlike its siblings: what its load looks like, what it weighs, what one of its declared packages weighs, how
 * dense it is where there is most, how much it holds along a short and a long piece of its length, as far as it is filled, and whether
 * there is other stuff at one place.
 */
export const SIBLING_ASPECTS = ['looks', 'mass', 'package', 'density', 'place', 'stretch', 'matter'] as const;
export type SiblingAspect = (typeof SIBLING_ASPECTS)[number];

/** How far one container is from its like in one aspect. */
export interface Apart {
  /** In deviations; NaN where it cannot be said. */
  z: number;
  /** Less or more than the others; 0 where there is no such direction. */
  sign: -1 | 0 | 1;
  /** Natural logarithm of its value over that of the others; not for looks and matter. */
  logRatio?: number;
  /** For what is at a place. */
  along?: Along;
  /** What the low energy sees more, for matter: less is heavier stuff. */
  gCm2?: number;
}

/** Cells of 48 x 12: a twelfth and a fifth of the length over the whole height, and what a block of 500 mm covers. */
const PLACE = { columns: 4, rows: 12 };
const STRETCH = { columns: 10, rows: 12 };
const BLOCK = { columns: 2, rows: 2 };
/** Of how the beam hardens in a lot's cells so much is usual anyway. */
const OF_HARDENING = 0.3;

/** What is compared among containers of one kind alone; what a package weighs is compared in the whole lot. */
export type AspectOfLike = Exclude<SiblingAspect, 'package'>;

/** Compares each with all others of its like. @param limits what two of a kind differ by at least */
export function differencesIn(lot: readonly ContainerFeatures[], limits: SiblingLimits): Record<AspectOfLike, Apart>[] {
  const looks = looksIn(lot, limits.looks.deviation);
  const mass = scalesIn(
    lot.map(({ massKg }) => Math.log(massKg ?? Number.NaN)),
    limits.mass.deviation,
  );
  const { density, place, stretch, matter } = cellsIn(lot, limits);
  return lot.map((_, i) => ({
    looks: looks[i] as Apart,
    mass: mass[i] as Apart,
    density: density[i] as Apart,
    place: place[i] as Apart,
    stretch: stretch[i] as Apart,
    matter: matter[i] as Apart,
  }));
}

/** By the encoder alone: it has an answer for containers of any size. */
export function looksIn(lot: readonly ContainerFeatures[], least: number): Apart[] {
  const off = ({ embedding: a }: ContainerFeatures, { embedding: b }: ContainerFeatures): number =>
    a && b ? 1 - cosine(a, b) : Number.NaN;
  const z = apart(lot.length, (i, j) => off(lot[i] as ContainerFeatures, lot[j] as ContainerFeatures), least);
  return z.map((z) => ({ z, sign: 0 }));
}

/** By what one of the declared packages weighs: however large a container is and however far it is filled, that is the same. */
export function packagesIn(lot: readonly ContainerFeatures[], least: number): Apart[] {
  const masses = lot.map(({ massKg, packages }) => Math.log((massKg ?? Number.NaN) / (packages || Number.NaN)));
  return scalesIn(masses, least);
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

type OfCells = 'density' | 'place' | 'stretch' | 'matter';

function cellsIn(lot: readonly ContainerFeatures[], limits: SiblingLimits): Record<OfCells, Apart[]> {
  const known = lot.flatMap(({ outline }, i) => (outline ? [{ i, outline }] : []));
  const first = known[0]?.outline;
  const none = () => lot.map((): Apart => UNKNOWN);
  const said = { density: none(), place: none(), stretch: none(), matter: none() };
  // Of three nobody can say which is odd.
  if (!first || known.length <= 3 || known.some(({ outline }) => outline.cells.length !== first.cells.length))
    return said;
  const turned = aligned(known.map(({ outline }) => outline));
  const outlines = turned.map(({ outline }) => outline);
  const middle = medianOutline(outlines);
  const usual = usualLoad(outlines, middle);
  const shares = outlines.map((one) => columnShares(one, usual));
  const find = (of: readonly OutlineCells[], size: Patch, least: number) => placesOf(of, within(size, first), least);
  const density = scalesIn(densitiesTo(middle, outlines), limits.density.deviation);
  const place = find(shares, PLACE, limits.place.deviation);
  const stretch = find(shares, STRETCH, limits.stretch.deviation);
  const hardening = hardeningIn(outlines);
  const scatter = OF_HARDENING * median((hardening ?? []).flatMap(({ cells }) => [...cells].map(Math.abs)));
  const matter = hardening && find(hardening, BLOCK, limits.matter.deviation + scatter);
  known.forEach(({ i }, k) => {
    const back = turned[k]?.turned ?? false;
    said.density[i] = density[k] as Apart;
    said.place[i] = pieceOf(place[k] as Place, back);
    said.stretch[i] = pieceOf(stretch[k] as Place, back);
    if (matter) said.matter[i] = matterOf(matter[k] as Place, back);
  });
  return said;
}

const within = (size: Patch, { columns, rows }: OutlineCells): Patch => ({
  columns: Math.min(size.columns, columns),
  rows: Math.min(size.rows, rows),
});

/** Most of the load is as dense as half of the loaded cells; cells near that tell how dense it is. */
const OF_MEDIAN = 0.8;
/** In fewer cells there is hardly any. */
const LEAST_CELLS = 20;

/** Logarithms of how dense each load is where there is most of it, over the lot's usual picture. */
function densitiesTo(middle: OutlineCells, outlines: readonly OutlineCells[]): number[] {
  const from = Math.max(LOADED_G_CM2, OF_MEDIAN * median(middle.cells.filter((cell) => cell > LOADED_G_CM2)) || 0);
  return outlines.map(({ cells }) => {
    const ratios: number[] = [];
    cells.forEach((cell, i) => {
      const usual = middle.cells[i] as number;
      if (cell > from && usual > from) ratios.push(Math.log(cell / usual));
    });
    return ratios.length < LEAST_CELLS ? Number.NaN : median(ratios);
  });
}

/** As its own picture shows it: where, and how much of what is usual there. */
function pieceOf({ z, more, own, along }: Place, back: boolean): Apart {
  const logRatio = Math.log(Math.max(LEAST_SHARE, own) / Math.max(LEAST_SHARE, own - more));
  return { z, sign: more < 0 ? -1 : 1, logRatio, along: alongOf(along, back) };
}

/** What is as good as empty is so much of what is usual. */
const LEAST_SHARE = 0.02;

function matterOf({ z, more, along }: Place, back: boolean): Apart {
  return { z, sign: more < 0 ? 1 : -1, gCm2: more, along: alongOf(along, back) };
}

const alongOf = ({ from, to }: Along, back: boolean): Along => (back ? { from: 1 - to, to: 1 - from } : { from, to });
