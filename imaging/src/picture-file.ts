import { open } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { DomainError } from '@h986/domain';
import sharp from 'sharp';
import { type Grey16, PIXELS_MAX, toGrey16 } from './codec.ts';
import { CHANNELS_MAX, type DualPicture, decodeNpy, LINES_MAX } from './npy.ts';

/** Of files: both energies of the largest picture, with room for headers. Checked before memory is taken. */
const FILE_MAX_BYTES = PIXELS_MAX * 4 + 1024 * 1024;
/** Little- and big-endian, and the same for files above 4 GB. */
const TIFF_MAGICS = new Set(['49492a00', '4d4d002a', '49492b00', '4d4d002b']);

/**
 * A dual-energy picture from a file: `.npy` (rows x columns x 2), or a 16-bit grey TIFF whose first page is the high
 * energy and whose second is the low one.
 *
 * @param source a path, or the file's bytes
 * @param name tells the type by its extension
 * @throws {DomainError} those of `decodeNpy`; `picture-missing`, `picture-type` (unknown extension, or not what the extension says),
 *   `picture-depth` (not 16-bit grey), `picture-pages` (not two of one size), `picture-truncated`, `picture-size`
 */
export async function readPicture(
  source: string | Uint8Array,
  name = typeof source === 'string' ? basename(source) : '',
): Promise<DualPicture> {
  const type = extname(name).toLowerCase();
  if (!['.npy', '.tif', '.tiff'].includes(type)) {
    throw new DomainError('picture-type', `${name || 'this'} is neither .npy nor .tif`, { details: { type } });
  }
  const bytes = typeof source === 'string' ? await readAll(source) : source;
  if (bytes.length > FILE_MAX_BYTES) throw tooLarge(bytes.length);
  return type === '.npy' ? decodeNpy(bytes) : decodeDualTiff(bytes);
}

/**
 * The samples in the order in which a scanner acquires them: column by column, in each the high energy from the top down,
 * then the low one.
 *
 * @returns columns x 2 x rows
 */
export function toAcquisitionOrder({ rows, columns, samples }: DualPicture): Uint16Array {
  const acquired = new Uint16Array(samples.length);

  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const from = (y * columns + x) * 2;
      const to = x * 2 * rows + y;
      acquired[to] = samples[from] as number;
      acquired[to + rows] = samples[from + 1] as number;
    }
  }
  return acquired;
}

/** The picture as a 16-bit grey TIFF of two pages, high and low; bit-exact. */
export async function encodeDualTiff({ rows, columns, samples }: DualPicture): Promise<Uint8Array> {
  const pages = Uint16Array.from({ length: samples.length }, (_, i) => {
    const pixels = rows * columns;
    return samples[(i % pixels) * 2 + Math.floor(i / pixels)] as number;
  });
  const raw = { width: columns, height: rows * 2, channels: 1, pageHeight: rows } as const;
  return sharp(pages, { raw })
    .toColourspace('grey16')
    .tiff({ compression: 'deflate', predictor: 'horizontal' })
    .toBuffer();
}

async function decodeDualTiff(bytes: Uint8Array): Promise<DualPicture> {
  if (!TIFF_MAGICS.has(Buffer.from(bytes.subarray(0, 4)).toString('hex'))) {
    throw new DomainError('picture-type', 'this is not TIFF inside');
  }
  const { pages = 1, depth, channels, width, height } = await whole(() => sharp(bytes).metadata());
  if (depth !== 'ushort' || channels !== 1) {
    throw new DomainError('picture-depth', `${channels} channels of ${depth}, wanted 16-bit grey`);
  }
  if (height > CHANNELS_MAX || width > LINES_MAX || width * height > PIXELS_MAX) {
    throw new DomainError('picture-size', `${width} x ${height} is larger than any picture here`);
  }
  const page = (index: number): Promise<Grey16> =>
    whole(() => toGrey16(sharp(bytes, { page: index, limitInputPixels: PIXELS_MAX, failOn: 'warning' })));
  // The first page before the count: a file that ends before its second page would else only seem to have one.
  const high = await page(0);
  if (pages !== 2) throw new DomainError('picture-pages', `${pages} pages, wanted high and low`);
  const low = await page(1);
  if (low.width !== width || low.height !== height) {
    throw new DomainError('picture-pages', 'the two pages are not of one size');
  }
  const samples = new Uint16Array(high.samples.length * 2);
  high.samples.forEach((value, i) => {
    samples[2 * i] = value;
    samples[2 * i + 1] = low.samples[i] as number;
  });
  return { rows: height, columns: width, samples };
}

async function whole<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    throw new DomainError('picture-truncated', `the picture is not whole: ${String(cause)}`, { cause });
  }
}

async function readAll(path: string): Promise<Uint8Array> {
  const file = await open(path).catch((cause: unknown) => {
    throw new DomainError('picture-missing', `there is no picture at ${path}`, { cause });
  });
  try {
    const { size } = await file.stat();
    if (size > FILE_MAX_BYTES) throw tooLarge(size);
    return await file.readFile();
  } finally {
    await file.close();
  }
}

function tooLarge(size: number): DomainError {
  return new DomainError('picture-size', `${size} bytes are more than any picture here has`, { details: { size } });
}
