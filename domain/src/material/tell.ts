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
/** The mean of the high energy is not known better than to this. */
const TOO_THICK_NOISE = 0.25;

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
  const { all, alphaMax, steps } = candidatesOf(table);
  const place = Math.min(Math.max(0, alphaHigh / alphaMax) * (steps - 1), steps - 1.001);
  const step = Math.floor(place);
  const at = (values: Float64Array): number =>
    (values[step] as number) + (place - step) * ((values[step + 1] as number) - (values[step] as number));
  const sigma = sigmaOf(table, alphaHigh, alphaLow, noise);
  let nearest = Number.POSITIVE_INFINITY;
  const off = all.map(({ low }) => {
    const distance = Math.abs(alphaLow - at(low)) / sigma;
    nearest = Math.min(nearest, distance);
    return distance;
  });
  const likely = off.map((distance, i) => (all[i] as Candidate).share * Math.exp((nearest ** 2 - distance ** 2) / 2));
  const total = likely.reduce((sum, value) => sum + value, 0);
  const meanOf = (value: (one: Candidate) => number, of: (one: Candidate) => boolean): number => {
    const [sum, weights] = all.reduce(
      ([s, w], one, i) => (of(one) ? [s + (likely[i] as number) * value(one), w + (likely[i] as number)] : [s, w]),
      [0, 0],
    );
    return sum / weights;
  };
  const areaDensityGCm2 = meanOf(
    ({ gcm2 }) => at(gcm2),
    () => true,
  );
  const untold = (reason: UntoldReason): MaterialAnswer => ({
    areaDensityGCm2,
    class: 'cannot-tell',
    zEff: null,
    confidence: 0,
    untold: reason,
  });
  if (alphaHigh >= alphaMax || noise.high > TOO_THICK_NOISE) return untold('too-thick');
  const [best, confidence] = likeliest(all, likely, total);
  if (confidence >= TELL_FROM && nearest <= FITS_WITHIN) {
    const zEff = meanOf(
      (one) => one.zEff,
      (one) => one.class === best,
    );
    return { areaDensityGCm2, class: best, zEff, confidence, untold: null };
  }
  const lows = all.map(({ low }) => at(low));
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
