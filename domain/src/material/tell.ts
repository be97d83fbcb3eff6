import { type Candidate, type Candidates, candidatesOf } from './candidates.ts';
import type { MaterialClass, UntoldReason } from './classes.ts';
import type { AlphaNoise } from './noise.ts';
import type { MaterialTable } from './table.ts';

/** What stuff two attenuations speak of, and how sure that is. */
export interface MaterialAnswer {
  /** Of the likeliest stuffs together; where the class cannot be told too, and a lower bound where it is `too-thick`. */
  areaDensityGCm2: number;
  class: MaterialClass;
  /** Null where it cannot be told. */
  zEff: number | null;
  /** Probability of the class were all four equally usual; 0 where it cannot be told. */
  confidence: number;
  untold: UntoldReason | null;
}

/** A class is told from this probability on. */
const TELL_FROM = 0.9;
/** Below it tin and lead look like organic matter, whatever the dose. */
const THIN_G_CM2 = 12;
/** Nothing that the table knows lies nearer than so many standard deviations: a mixture of places, no stuff. */
const FITS_WITHIN = 5;
/** The classes are no further apart than so many times the noise. */
const DROWNED = 4;
/** From so much on it is thickness that drowns them. */
const THICK_ALPHA = 2;
/** A stuff that is less likely than this adds nothing to the area density. */
const NEXT_TO_NOTHING = 1e-4;
/** The mean of the high energy is not known better than to this. */
const TOO_THICK_NOISE = 0.25;

/** A share of what is asked about, all shares together 1, and -ln T of its high energy. */
export interface AlphaShare {
  alphaHigh: number;
  share: number;
}

/**
 * Area density and class of what -ln T of both energies speak of, with what lies before and behind it taken off.
 *
 * Every stuff that the table knows is asked how well its low energy fits at the high energy that was measured. Thin heavy metal and organic
 * matter answer alike, and so do thick mixtures: then nothing is told.
 *
 * @param noise standard deviations of the two, of the mean where they are one: see `noiseOf`
 */
export function areaDensityOf(
  table: MaterialTable,
  alphaHigh: number,
  alphaLow: number,
  noise: AlphaNoise,
): MaterialAnswer {
  const one = [{ alphaHigh, share: 1 }];
  return areaDensityOfMany(table, { fitted: one, all: one, alphaLow }, noise);
}

/**
 * The same of places of one stuff that are not equally thick. The ratio of the energies changes with thickness: the mean of two places is
 * not that of a place between them.
 *
 * @param of `fitted`: the places by which the stuff is told, weighted by how much they say, and `alphaLow` their mean likewise; `all`: those
 *   whose area density is wanted
 */
export function areaDensityOfMany(
  table: MaterialTable,
  of: { fitted: readonly AlphaShare[]; all: readonly AlphaShare[]; alphaLow: number },
  noise: AlphaNoise,
): MaterialAnswer {
  const candidates = candidatesOf(table);
  const { all, alphaMax } = candidates;
  const { alphaLow } = of;
  const fitted = placesOf(of.fitted, candidates);
  const alphaHigh = of.fitted.reduce((sum, { alphaHigh: alpha, share }) => sum + share * alpha, 0);
  const sigma = sigmaOf(table, alphaHigh, alphaLow, noise);
  const { likely, nearest, apart } = likelyOf(all, fitted, alphaLow, sigma);
  const { best, confidence, total } = likeliest(all, likely);
  const areaDensityGCm2 = gcm2Of(all, likely, total, placesOf(of.all, candidates));
  const untold = (reason: UntoldReason): MaterialAnswer => ({
    areaDensityGCm2,
    class: 'cannot-tell',
    zEff: null,
    confidence: 0,
    untold: reason,
  });
  if (alphaHigh >= alphaMax || noise.high > TOO_THICK_NOISE) return untold('too-thick');
  if (confidence >= TELL_FROM && nearest <= FITS_WITHIN)
    return { areaDensityGCm2, class: best, zEff: zEffOf(all, likely, best), confidence, untold: null };
  const drowned = sigma * DROWNED > apart;
  if (drowned && alphaHigh > THICK_ALPHA) return untold('too-thick');
  return untold(drowned || areaDensityGCm2 < THIN_G_CM2 ? 'too-thin' : 'ambiguous');
}

// Loops, not folds: a scan asks some ten thousand times, and the analyst waits for it.

/** A step of the candidates' curves, how far on towards the next, and what share of all lies there. */
interface Place {
  step: number;
  rest: number;
  share: number;
}

function placesOf(shares: readonly AlphaShare[], { alphaMax, steps }: Candidates): Place[] {
  return shares.map(({ alphaHigh, share }) => {
    const place = Math.min(Math.max(0, alphaHigh / alphaMax) * (steps - 1), steps - 1.001);
    return { step: Math.floor(place), rest: place % 1, share };
  });
}

function meanAt(values: Float64Array, places: readonly Place[]): number {
  let sum = 0;
  for (const { step, rest, share } of places) {
    const from = values[step] as number;
    sum += share * (from + rest * ((values[step + 1] as number) - from));
  }
  return sum;
}

/**
 * How likely each candidate is beside the nearest one, how many standard deviations off that one is, and how far the low energies of all of
 * them lie apart.
 */
function likelyOf(all: readonly Candidate[], places: readonly Place[], alphaLow: number, sigma: number) {
  const off = new Float64Array(all.length);
  let [nearest, least, most] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < all.length; i++) {
    const low = meanAt((all[i] as Candidate).low, places);
    const distance = Math.abs(alphaLow - low) / sigma;
    off[i] = distance;
    if (distance < nearest) nearest = distance;
    if (low < least) least = low;
    if (low > most) most = low;
  }
  const likely = new Float64Array(all.length);
  for (let i = 0; i < all.length; i++) {
    const distance = off[i] as number;
    const exponent = (nearest * nearest - distance * distance) / 2;
    // Less than a number's last digit: most stuffs, and not worth the exponential.
    if (exponent > -50) likely[i] = (all[i] as Candidate).share * Math.exp(exponent);
  }
  return { likely, nearest, apart: most - least };
}

function gcm2Of(all: readonly Candidate[], likely: Float64Array, total: number, places: readonly Place[]): number {
  let sum = 0;
  for (let i = 0; i < likely.length; i++) {
    const value = likely[i] as number;
    if (value > NEXT_TO_NOTHING * total) sum += value * meanAt((all[i] as Candidate).gcm2, places);
  }
  return sum / total;
}

function zEffOf(all: readonly Candidate[], likely: Float64Array, wanted: Candidate['class']): number {
  let [sum, weights] = [0, 0];
  for (let i = 0; i < likely.length; i++) {
    const one = all[i] as Candidate;
    if (one.class !== wanted) continue;
    sum += (likely[i] as number) * one.zEff;
    weights += likely[i] as number;
  }
  return sum / weights;
}

/** Of the low energy beside the high one, which moves along by the ratio of the two. */
function sigmaOf({ noise: { systematic } }: MaterialTable, high: number, low: number, noise: AlphaNoise): number {
  const ratio = high > 0 ? Math.min(2, Math.max(0.5, low / high)) : 1;
  const { offset, share, stray } = systematic;
  return Math.hypot(noise.low, ratio * noise.high, offset, share * low, stray * Math.exp(Math.max(0, low)));
}

function likeliest(all: readonly Candidate[], likely: Float64Array) {
  const sums = { organic: 0, mineral: 0, steel: 0, heavy: 0 };
  let total = 0;
  for (let i = 0; i < likely.length; i++) {
    sums[(all[i] as Candidate).class] += likely[i] as number;
    total += likely[i] as number;
  }
  let best: Candidate['class'] = 'organic';
  for (const one of ['mineral', 'steel', 'heavy'] as const) if (sums[one] > sums[best]) best = one;
  return { best, confidence: sums[best] / total, total };
}
