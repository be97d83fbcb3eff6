import { profileOf, type ScannerProfile } from '@h986/fixtures';

/** Families that no training set may hold, so that evaluation can ask how a model meets what it was never shown. */
export const HELD_OUT = [
  'persons',
  'gold',
  'rifles',
  'drugs-in-tyres',
  'hollow-units',
  'household-removals',
  'tiles',
  'liquid-in-tank',
] as const;

/** Numbers between 0 and 1, drawn for a seed (mulberry32). */
export function chanceOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * A scanner for one training scan: mostly the one we stand beside, some others, each with another dose, scatter, blur and other
 * faults, so that a model learns the goods and not the scanner. The pair 6/3 MV is held out.
 */
export function drawnProfile(chance: () => number): ScannerProfile {
  const kind = chance();
  const base = profileOf(kind < 0.65 ? 'h986-6-4' : kind < 0.8 ? 'h986-9-6' : 'r60');
  const factor = (by: number): number => by ** (2 * chance() - 1);
  const photons = 0.3 * 6.6 ** chance();
  const scatter = factor(1.8);
  const beam = (one: ScannerProfile['high']): ScannerProfile['high'] => ({
    ...one,
    endpointMeV: one.endpointMeV * factor(1.04),
    photons: one.photons * photons,
    roomScatter: one.roomScatter * scatter,
  });
  return {
    ...base,
    high: beam(base.high),
    low: beam(base.low),
    objectScatter: { ...base.objectScatter, share: base.objectScatter.share * factor(1.8) },
    blurPx: { line: base.blurPx.line * factor(1.3), channel: base.blurPx.channel * factor(1.3) },
    wobble: { ...base.wobble, px: base.wobble.px * factor(1.8) },
    detector: {
      ...base.detector,
      gainDriftSigma: base.detector.gainDriftSigma * factor(1.8),
      afterglow: base.detector.afterglow * factor(2),
      pickUp: drawnPickUp(base, chance),
    },
  };
}

/** Some pick up a clock, as `r60` does: more or less of it, at any pace. */
function drawnPickUp({ name, detector: { pickUp } }: ScannerProfile, chance: () => number) {
  const [amount, pace, whether] = [chance(), chance(), chance()];
  if (name === 'r60') return { ...pickUp, counts: pickUp.counts * 3 ** (2 * amount - 1) };
  return { everyLines: Math.round(8 * 8 ** pace), counts: whether < 0.3 ? 80 * amount : 0 };
}
