import { DomainError, NO_DATA } from '@h986/domain';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { decodeGrey16, encodePng8, encodePng16, encodeTiff16, fromGrey16, type Grey16, toGrey16 } from './codec.ts';

/** Every 16-bit value once. */
const picture: Grey16 = {
  width: 256,
  height: 256,
  samples: Uint16Array.from({ length: 65_536 }, (_, i) => 65_535 - i),
};

describe('16 bit stays 16 bit', () => {
  test('through PNG, for every value', async () => {
    expect(await decodeGrey16(await encodePng16(picture))).toEqual(picture);
  });

  test('through TIFF, for every value', async () => {
    expect(await decodeGrey16(await encodeTiff16(picture))).toEqual(picture);
  });

  test('through a pipeline that only cuts', async () => {
    const cut = await toGrey16(fromGrey16(picture).extract({ left: 3, top: 2, width: 5, height: 1 }));
    expect([...cut.samples]).toEqual([...picture.samples.subarray(2 * 256 + 3, 2 * 256 + 8)]);
  });

  test('also when the samples are a part of a larger buffer', async () => {
    const samples = new Uint16Array([9, 9, 1_000, NO_DATA, 7, 65_534]).subarray(2);
    const { samples: back } = await decodeGrey16(await encodePng16({ width: 2, height: 2, samples }));
    expect([...back]).toEqual([1_000, NO_DATA, 7, 65_534]);
  });
});

describe('what is not a 16-bit grey picture is refused by name', () => {
  const refused = { name: 'DomainError', code: 'picture-unreadable' };

  test('noise', async () => {
    await expect(decodeGrey16(new Uint8Array(500).fill(7))).rejects.toMatchObject(refused);
  });

  test('an 8-bit picture', async () => {
    const png = await encodePng8(new Uint8Array(12), 4, 3);
    await expect(decodeGrey16(png)).rejects.toBeInstanceOf(DomainError);
  });

  test('one that ends early', async () => {
    const png = await encodePng16(picture);
    await expect(decodeGrey16(png.subarray(0, png.length / 2))).rejects.toMatchObject(refused);
  });
});

test('an 8-bit picture for people has one channel and its own values', async () => {
  const png = await encodePng8(Uint8Array.from([0, 96, 255, 1]), 2, 2);
  const { channels, width } = await sharp(png).metadata();
  const grey = await sharp(png).toColourspace('b-w').raw().toBuffer();
  expect({ channels, width, grey: [...grey] }).toEqual({ channels: 1, width: 2, grey: [0, 96, 255, 1] });
});
