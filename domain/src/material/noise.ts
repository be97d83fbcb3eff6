import type { MaterialTable, PixelNoise } from './table.ts';

/** Standard deviation of the -ln T of each energy. */
export interface AlphaNoise {
  high: number;
  low: number;
}

/** Of so many pixels' mean, as the table has the scanner's noise; there may be more from what is uneven. */
export function noiseOf({ noise }: MaterialTable, alphaHigh: number, alphaLow: number, pixels = 1): AlphaNoise {
  const of = (pixel: PixelNoise, alpha: number): number => pixelSigma(pixel, alpha) / Math.sqrt(pixels);
  return { high: of(noise.high, alphaHigh), low: of(noise.low, alphaLow) };
}

/** Photons are as many as what gets through; what the electronics add stays. */
function pixelSigma({ photon, read }: PixelNoise, alpha: number): number {
  const behind = Math.exp(Math.max(0, alpha));
  return Math.sqrt(photon ** 2 * behind + read ** 2 * behind ** 2);
}
