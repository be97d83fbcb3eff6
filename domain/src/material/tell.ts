import { type Candidate, candidatesOf } from './candidates.ts';
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
  const { all, alphaMax, steps } = candidatesOf(table);
  const placed = (shares: readonly AlphaShare[]): ((values: Float64Array) => number) => {
    const places = shares.map(({ alphaHigh, share }) => {
      const place = Math.min(Math.max(0, alphaHigh / alphaMax) * (steps - 1), steps - 1.001);
      return { step: Math.floor(place), rest: place % 1, share };
    });
    return (values) =>
      places.reduce((sum, { step, rest, share }) => {
        const from = values[step] as number;
        return sum + share * (from + rest * ((values[step + 1] as number) - from));
      }, 0);
  };
  const alphaHigh = of.fitted.reduce((sum, { alphaHigh: alpha, share }) => sum + share * alpha, 0);
  const { alphaLow } = of;
  const lowAt = placed(of.fitted);
  const lows = all.map(({ low }) => lowAt(low));
  const sigma = sigmaOf(table, alphaHigh, alphaLow, noise);
  const off = lows.map((low) => Math.abs(alphaLow - low) / sigma);
  const nearest = Math.min(...off);
  const likely = off.map((distance, i) => (all[i] as Candidate).share * Math.exp((nearest ** 2 - distance ** 2) / 2));
  const total = likely.reduce((sum, value) => sum + value, 0);
  const meanOf = (value: (one: Candidate) => number, counts: (one: Candidate) => boolean): number => {
    const [sum, weights] = all.reduce(
      ([s, w], one, i) => (counts(one) ? [s + (likely[i] as number) * value(one), w + (likely[i] as number)] : [s, w]),
      [0, 0],
    );
    return sum / weights;
  };
  const [best, confidence] = likeliest(all, likely, total);
  const gcm2At = placed(of.all);
  const seen = likely.map((value) => value > NEXT_TO_NOTHING * total);
  const areaDensityGCm2 =
    all.reduce((sum, { gcm2 }, i) => (seen[i] ? sum + (likely[i] as number) * gcm2At(gcm2) : sum), 0) / total;
  const untold = (reason: UntoldReason): MaterialAnswer => ({
    areaDensityGCm2,
    class: 'cannot-tell',
    zEff: null,
    confidence: 0,
    untold: reason,
  });
  if (alphaHigh >= alphaMax || noise.high > TOO_THICK_NOISE) return untold('too-thick');
  if (confidence >= TELL_FROM && nearest <= FITS_WITHIN) {
    const zEff = meanOf(
      (one) => one.zEff,
      (one) => one.class === best,
    );
    return { areaDensityGCm2, class: best, zEff, confidence, untold: null };
  }
  const drowned = sigma * DROWNED > Math.max(...lows) - Math.min(...lows);
  if (drowned && alphaHigh > THICK_ALPHA) return untold('too-thick');
  return untold(drowned || areaDensityGCm2 < THIN_G_CM2 ? 'too-thin' : 'ambiguous');
}

/** Of the low energy beside the high one, which moves along by the ratio of the two. */
function sigmaOf({ noise: { systematic } }: MaterialTable, high: number, low: number, noise: AlphaNoise): number {
  const ratio = high > 0 ? Math.min(2, Math.max(0.5, low / high)) : 1;
  const { offset, share, stray } = systematic;
  return Math.hypot(noise.low, ratio * noise.high, offset, share * low, stray * Math.exp(Math.max(0, low)));
}

function likeliest(all: readonly Candidate[], likely: readonly number[], total: number): [Candidate['class'], number] {
  const sums = { organic: 0, mineral: 0, steel: 0, heavy: 0 };
  all.forEach((one, i) => {
    sums[one.class] += likely[i] as number;
  });
  const [best] = (Object.entries(sums) as [Candidate['class'], number][]).sort(([, a], [, b]) => b - a);
  return best ? [best[0], best[1] / total] : ['organic', 0];
}
