import { autoWindow, curveTable } from '@h986/domain';
import sharp from 'sharp';
import type { Grey16 } from './codec.ts';

/** The longer side of a crop, px. */
export const CROP_SIDE_MAX = 320;

export interface PixelPitch {
  linePitchMm: number;
  channelPitchMm: number;
}

/**
 * A part of a picture for people: 8-bit grey PNG in true proportions, a window of its own and a logarithmic curve, no larger than
 * `CROP_SIDE_MAX`. What is not known is grey.
 *
 * @param picture transmission x 60,000, `NO_DATA` where there is none; a row a channel, a column a line
 */
export async function encodeCrop(
  { width, height, samples }: Grey16,
  { linePitchMm, channelPitchMm }: PixelPitch,
): Promise<Uint8Array> {
  // Also air: what stands free in an empty container is seen against it.
  const table = curveTable({ ...autoWindow(samples, Number.POSITIVE_INFINITY), curve: 'log', invert: false });
  const grey = new Uint8Array(samples.length);
  for (let i = 0; i < grey.length; i++) grey[i] = table[samples[i] as number] as number;
  const [trueWidth, trueHeight] = [width * linePitchMm, height * channelPitchMm];
  const pxPerMm = Math.min(
    CROP_SIDE_MAX / Math.max(trueWidth, trueHeight),
    // No finer than the scan is.
    1 / Math.min(linePitchMm, channelPitchMm),
  );
  const side = (mm: number): number => Math.max(1, Math.round(mm * pxPerMm));
  return sharp(grey, { raw: { width, height, channels: 1 } })
    .resize(side(trueWidth), side(trueHeight), { fit: 'fill' })
    .toColourspace('b-w')
    .png({ compressionLevel: 6 })
    .toBuffer();
}
