import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodePng16, encodeTiff16 } from './codec.ts';
import { type DualPicture, encodeNpy } from './npy.ts';
import { encodeDualTiff, readPicture, toAcquisitionOrder } from './picture-file.ts';

const picture: DualPicture = {
  rows: 21,
  columns: 33,
  samples: Uint16Array.from({ length: 21 * 33 * 2 }, (_, i) => (i * 40_503) & 0xffff),
};
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'h986-pictures-'));
});
afterAll(() => rm(folder, { recursive: true }));

const refusal = (code: string) => expect.objectContaining({ code });

test('both energies come back from a TIFF bit for bit', async () => {
  expect(await readPicture(await encodeDualTiff(picture), 'scan.TIF')).toEqual(picture);
});

test('a picture is read from a path by what its name says it is', async () => {
  const [npy, tiff] = [join(folder, 'scan.npy'), join(folder, 'scan.tiff')];
  await Promise.all([writeFile(npy, encodeNpy(picture)), writeFile(tiff, await encodeDualTiff(picture))]);
  expect(await readPicture(npy)).toEqual(picture);
  expect(await readPicture(tiff)).toEqual(picture);
  await expect(readPicture(join(folder, 'other.npy'))).rejects.toThrow(refusal('picture-missing'));
});

test('an unknown extension is refused, and so is a file that is not what its extension says', async () => {
  await expect(readPicture(encodeNpy(picture), 'scan.dat')).rejects.toThrow(refusal('picture-type'));
  await expect(readPicture(encodeNpy(picture), 'scan.tif')).rejects.toThrow(refusal('picture-type'));
  const png = await encodePng16({ width: 33, height: 42, samples: picture.samples });
  await expect(readPicture(png, 'scan.tif')).rejects.toThrow(refusal('picture-type'));
});

test('a TIFF that is not 16-bit grey is refused, never read as if it were', async () => {
  const eightBit = await sharp(Buffer.alloc(64), { raw: { width: 8, height: 8, channels: 1 } })
    .toColourspace('b-w')
    .tiff()
    .toBuffer();
  await expect(readPicture(eightBit, 'scan.tif')).rejects.toThrow(refusal('picture-depth'));
});

test('a TIFF with another number of pages than two is refused', async () => {
  const onePage = await encodeTiff16({ width: 33, height: 42, samples: picture.samples });
  await expect(readPicture(onePage, 'scan.tif')).rejects.toThrow(refusal('picture-pages'));
});

test('a TIFF that ends too early is refused wherever it ends', async () => {
  const whole = await encodeDualTiff(picture);
  for (const share of [0.2, 0.5, 0.8, 0.99]) {
    const cut = whole.subarray(0, Math.floor(whole.length * share));
    await expect(readPicture(cut, 'scan.tif')).rejects.toThrow(refusal('picture-truncated'));
  }
});

test('a TIFF with more channels or lines than a scanner can have is refused before it is read', async () => {
  const tall = await encodeDualTiff({ rows: 4097, columns: 1, samples: new Uint16Array(4097 * 2) });
  await expect(readPicture(tall, 'scan.tif')).rejects.toThrow(refusal('picture-size'));
});

test('lines are acquired column by column, high before low, from the top', () => {
  // Two rows of three columns; the tens are the column, 1 and 2 the rows, hundreds the low energy.
  const samples = Uint16Array.of(1, 101, 11, 111, 21, 121, 2, 102, 12, 112, 22, 122);
  const acquired = toAcquisitionOrder({ rows: 2, columns: 3, samples });
  expect([...acquired]).toEqual([1, 2, 101, 102, 11, 12, 111, 112, 21, 22, 121, 122]);
});
