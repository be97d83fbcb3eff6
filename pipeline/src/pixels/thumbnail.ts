import { NO_DATA, type Thumbnail, TRANSMISSION_MAX } from '@h986/domain';
import type { LinePicture } from '@h986/imaging';

/** Lines and channels of the picture in one of the thumbnail's. Strips hold a whole number of it. */
export const THUMBNAIL_STEP = 2;
const CODE_NONE = 0;
/** Codes 1 to 255 over the logarithm of transmission + 1: steps of 4.4 %, finer than a preview's greys. */
const CODE_OF = codes();
const VALUE_OF = values();

/** A strip in small. Made while the strip is in memory, so that a scan's preview costs its assembly next to nothing. */
export function encodeThumbnail({ lines, channels, samples }: LinePicture): Thumbnail {
  const small = { lines: Math.ceil(lines / THUMBNAIL_STEP), channels: Math.ceil(channels / THUMBNAIL_STEP) };
  const bytes = Buffer.alloc(small.lines * small.channels);
  for (let line = 0; line < small.lines; line++) {
    for (let channel = 0; channel < small.channels; channel++) {
      let sum = 0;
      let count = 0;
      const lastLine = Math.min((line + 1) * THUMBNAIL_STEP, lines);
      const lastChannel = Math.min((channel + 1) * THUMBNAIL_STEP, channels);
      for (let l = line * THUMBNAIL_STEP; l < lastLine; l++) {
        for (let c = channel * THUMBNAIL_STEP; c < lastChannel; c++) {
          const value = samples[l * channels + c] as number;
          if (value === NO_DATA) continue;
          sum += value;
          count++;
        }
      }
      bytes[line * small.channels + channel] = count === 0 ? CODE_NONE : (CODE_OF[Math.round(sum / count)] as number);
    }
  }
  return { ...small, codes: bytes.toString('base64') };
}

/** The picture in small, transmission x 60,000 again. */
export function decodeThumbnail({ lines, channels, codes }: Thumbnail): LinePicture {
  const bytes = Buffer.from(codes, 'base64');
  const samples = new Uint16Array(lines * channels).fill(NO_DATA);
  for (let i = 0; i < samples.length; i++) samples[i] = VALUE_OF[bytes[i] ?? CODE_NONE] as number;
  return { lines, channels, samples };
}

function codes(): Uint8Array {
  const step = Math.log(TRANSMISSION_MAX + 1) / 254;
  return Uint8Array.from({ length: TRANSMISSION_MAX + 1 }, (_, value) => 1 + Math.round(Math.log(value + 1) / step));
}

function values(): Uint16Array {
  const step = Math.log(TRANSMISSION_MAX + 1) / 254;
  return Uint16Array.from({ length: 256 }, (_, code) =>
    code === CODE_NONE ? NO_DATA : Math.min(TRANSMISSION_MAX, Math.round(Math.exp((code - 1) * step)) - 1),
  );
}
