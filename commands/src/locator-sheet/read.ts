import { type StoredScan, storedFromPicture } from '@h986/fixtures';
import { decodeNpy } from '@h986/imaging';
import sharp from 'sharp';
import { storedOfR60 } from '../evaluate/real/backgrounds.ts';

/** A picture says nothing of its pitch: it is taken to show as much, from the road to the container's roof. */
const PICTURE_HIGH_MM = 4200;

/** Of the public scans' scanner. @throws as `decodeNpy` */
export const scanOfNpy = (bytes: Buffer): StoredScan => storedOfR60(decodeNpy(bytes));

/** An 8-bit picture as if both energies had been the same. */
export async function scanOfPicture(bytes: Buffer): Promise<StoredScan> {
  const { data, info } = await sharp(bytes).greyscale().raw().toBuffer({ resolveWithObject: true });
  const samples = new Uint16Array(2 * info.width * info.height);
  for (let at = 0; at < samples.length; at++) samples[at] = 257 * (data[at >> 1] as number);
  const pitch = PICTURE_HIGH_MM / info.height;
  const picture = { rows: info.height, columns: info.width, samples };
  return storedFromPicture(picture, { linePitchMm: pitch, channelPitchMm: pitch, fullScale: 65_535 });
}
