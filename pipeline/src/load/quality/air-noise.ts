import { TRANSMISSION_ONE } from '@h986/domain';
import type { LinePicture } from '@h986/imaging';

/** Brighter than this there is air, or an empty container; what else is so bright has hardly any texture. */
const BRIGHT = 0.7 * TRANSMISSION_ONE;
const BRIGHTER_THAN_ANY = 1.2 * TRANSMISSION_ONE;
/** Every so many lines and channels one square of two by two pixels is looked at. */
const LINE_STEP = 5;
const CHANNEL_STEP = 3;
const SQUARES_AT_LEAST = 200;
/** Of a normal number's size the median. */
const NORMAL_MEDIAN = 0.6745;

/**
 * Noise of one pixel in air, relative: from squares of two by two bright pixels, whose crosswise difference no dose of a line, no gain of a
 * channel and no straight edge can change. Photons' noise grows with the root of the signal: what is measured at a transmission T is taken
 * to air by 1 / sqrt(T).
 *
 * @returns null where too few pixels are bright
 */
export function airNoise({ lines, channels, samples }: LinePicture): number | null {
  const differences: number[] = [];
  for (let line = 0; line + 1 < lines; line += LINE_STEP)
    for (let channel = 0; channel + 1 < channels; channel += CHANNEL_STEP) {
      const at = line * channels + channel;
      const a = samples[at] as number;
      const b = samples[at + 1] as number;
      const c = samples[at + channels] as number;
      const d = samples[at + channels + 1] as number;
      // No data is brighter than anything.
      if (Math.min(a, b, c, d) < BRIGHT || Math.max(a, b, c, d) > BRIGHTER_THAN_ANY) continue;
      const transmission = (a + b + c + d) / 4 / TRANSMISSION_ONE;
      differences.push(Math.abs(a - b - c + d) / TRANSMISSION_ONE / Math.sqrt(transmission));
    }
  if (differences.length < SQUARES_AT_LEAST) return null;
  const sorted = Float64Array.from(differences).sort();
  // Four pixels add up in a difference.
  return (sorted[sorted.length >> 1] as number) / NORMAL_MEDIAN / 2;
}
