import { DomainError } from '@h986/domain';
import sharp, { type Sharp } from 'sharp';

// A long-running process sees pictures of many sizes: libvips' operation cache would only grow.
sharp.cache(false);

/** One channel of 16 bit. */
export interface Grey16 {
  width: number;
  height: number;
  /** height x width, row by row. */
  samples: Uint16Array;
}

/** Pictures from outside are refused above this; 8-fold of the largest scan that a scanner here makes. */
export const PIXELS_MAX = 64_000_000;

/**
 * A sharp pipeline over 16-bit grey. A typed array, because sharp reads a Buffer as 8 bit without a word; and every
 * pipeline must end in `toColourspace('grey16')`, else 16 bit become 8.
 */
export function fromGrey16({ width, height, samples }: Grey16): Sharp {
  return sharp(samples, { raw: { width, height, channels: 1 }, limitInputPixels: PIXELS_MAX });
}

export async function toGrey16(pipeline: Sharp): Promise<Grey16> {
  const { data, info } = await pipeline
    .toColourspace('grey16')
    .raw({ depth: 'ushort' })
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, samples: asUint16(data) };
}

/** Bit-exact. */
export async function encodePng16(picture: Grey16): Promise<Uint8Array> {
  return fromGrey16(picture).toColourspace('grey16').png({ compressionLevel: 1 }).toBuffer();
}

/** Bit-exact; deflate with a horizontal predictor, for export and archives. */
export async function encodeTiff16(picture: Grey16): Promise<Uint8Array> {
  return fromGrey16(picture)
    .toColourspace('grey16')
    .tiff({ compression: 'deflate', predictor: 'horizontal' })
    .toBuffer();
}

/**
 * A 16-bit grey PNG or TIFF page, bit-exact.
 *
 * @throws {DomainError} `picture-unreadable` when it is not one, or is larger than `PIXELS_MAX`
 */
export async function decodeGrey16(bytes: Uint8Array, page = 0): Promise<Grey16> {
  try {
    const picture = sharp(bytes, { page, limitInputPixels: PIXELS_MAX, failOn: 'warning' });
    const { depth, channels } = await picture.metadata();
    if (depth !== 'ushort' || channels !== 1) throw new Error(`${depth} x ${channels} channels, wanted ushort x 1`);
    return await toGrey16(picture);
  } catch (cause) {
    throw new DomainError('picture-unreadable', `not a 16-bit grey picture: ${String(cause)}`, { cause });
  }
}

/** An 8-bit grey PNG, for pictures that people look at. @param grey height x width */
export async function encodePng8(grey: Uint8Array, width: number, height: number): Promise<Uint8Array> {
  return sharp(grey, { raw: { width, height, channels: 1 } })
    .toColourspace('b-w')
    .png({ compressionLevel: 6 })
    .toBuffer();
}

function asUint16(bytes: Buffer): Uint16Array {
  const aligned = bytes.byteOffset % 2 === 0 ? bytes : Buffer.from(bytes);
  return new Uint16Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 2);
}
