import type { MaterialClass } from './classes.ts';
import type { MaterialCurve, MaterialTable } from './table.ts';

/** Upper ends of the classes, effective atomic number, where few stuffs lie: soda is 9.0, acids, bone and sand 10.1 and more; tin is 50. */
const UP_TO = [
  ['organic', 9.6],
  ['mineral', 18],
  ['steel', 50.5],
] as const;
/** So many steps of equal -ln T of the high energy. */
const STEPS = 600;
/** Between two curves lie others, no further apart than this share of their atomic number. */
const APART = 0.05;

/** A stuff that a pixel may be, and what the low energy and the scales say of it at even steps of the high energy's -ln T. */
export interface Candidate {
  zEff: number;
  class: Exclude<MaterialClass, 'cannot-tell'>;
  /** Of all of its class, 1 together. */
  share: number;
  gcm2: Float64Array;
  low: Float64Array;
}

export interface Candidates {
  /** -ln T of the high energy at the last step; the first is 0. */
  alphaMax: number;
  steps: number;
  all: readonly Candidate[];
}

const kept = new WeakMap<MaterialTable, Candidates>();

/** Every stuff that a table knows, and what lies between them. Computed once a table. */
export function candidatesOf(table: MaterialTable): Candidates {
  const found = kept.get(table);
  if (found) return found;
  const made = make(table);
  kept.set(table, made);
  return made;
}

export function classOfZ(zEff: number): Candidate['class'] {
  return UP_TO.find(([, upTo]) => zEff < upTo)?.[0] ?? 'heavy';
}

function make({ materials, gridGCm2 }: MaterialTable): Candidates {
  // Beyond the least opaque curve's end not all are known.
  const alphaMax = Math.min(...materials.map(({ high }) => Number(high.at(-1))));
  const known = materials.map((curve) => turned(curve, gridGCm2, alphaMax));
  const all = known.flatMap((from, i) => {
    const to = known[i + 1];
    return to ? [from, ...between(from, to)] : [from];
  });
  const classes = all.map(({ zEff }) => classOfZ(zEff));
  const sumOf = (wanted: string): number =>
    all.reduce((sum, { weight }, i) => sum + (classes[i] === wanted ? weight : 0), 0);
  return {
    alphaMax,
    steps: STEPS,
    all: all.map(({ weight, ...one }, i) => {
      const of = classes[i] as Candidate['class'];
      return { ...one, class: of, share: weight / sumOf(of) };
    }),
  };
}

interface Turned {
  zEff: number;
  weight: number;
  gcm2: Float64Array;
  low: Float64Array;
}

/** The curve by even steps of the high energy instead of area density. */
function turned({ zEff, weight, high, low }: MaterialCurve, gridGCm2: readonly number[], alphaMax: number): Turned {
  const by = (values: readonly number[]): Float64Array =>
    Float64Array.from({ length: STEPS }, (_, i) => interpolate(high, values, (i / (STEPS - 1)) * alphaMax));
  return { zEff, weight, gcm2: by(gridGCm2), low: by(low) };
}

function between(from: Turned, to: Turned): Turned[] {
  const count = Math.ceil(Math.log(to.zEff / from.zEff) / APART);
  return Array.from({ length: Math.max(0, count - 1) }, (_, i) => {
    const share = (i + 1) / count;
    const mix = (a: number, b: number): number => a + share * (b - a);
    const mixed = (of: 'gcm2' | 'low'): Float64Array => from[of].map((value, n) => mix(value, to[of][n] as number));
    return {
      zEff: mix(from.zEff, to.zEff),
      weight: mix(from.weight, to.weight),
      gcm2: mixed('gcm2'),
      low: mixed('low'),
    };
  });
}

/** Along straight lines between points of rising x; beyond the last two as between them. */
function interpolate(xs: readonly number[], ys: readonly number[], x: number): number {
  let i = 1;
  while (i < xs.length - 1 && Number(xs[i]) < x) i++;
  const [x0, x1, y0, y1] = [Number(xs[i - 1]), Number(xs[i]), Number(ys[i - 1]), Number(ys[i])];
  return y0 + ((x - x0) / (x1 - x0)) * (y1 - y0);
}
