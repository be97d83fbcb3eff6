import { NO_DATA, NO_DATA_GREY } from '@h986/domain';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { CROP_SIDE_MAX, encodeCrop } from './crop.ts';

const PITCH = { linePitchMm: 8, channelPitchMm: 4 };

function picture(width: number, height: number, value: (x: number, y: number) => number) {
  const samples = Uint16Array.from({ length: width * height }, (_, i) => value(i % width, Math.floor(i / width)));
  return { width, height, samples };
}

async function read(png: Uint8Array) {
  const { data, info } = await sharp(png).extractChannel(0).raw().toBuffer({ resolveWithObject: true });
  return { grey: data, width: info.width, height: info.height };
}

test('a crop is in true proportions, dark where it is dense', async () => {
  const { grey, width, height } = await read(
    await encodeCrop(
      picture(40, 40, (x) => (x < 20 ? 60_000 : 2_000)),
      PITCH,
    ),
  );
  expect([width, height]).toEqual([80, 40]);
  expect(grey[20 * 80 + 10]).toBeGreaterThan(200);
  expect(grey[20 * 80 + 70]).toBeLessThan(50);
});

test('a crop of a whole load is made smaller, one pixel stays one', async () => {
  const large = await read(
    await encodeCrop(
      picture(2_000, 500, (x) => 1_000 + x),
      PITCH,
    ),
  );
  expect([large.width, large.height]).toEqual([CROP_SIDE_MAX, 40]);
  const tiny = await read(
    await encodeCrop(
      picture(1, 1, () => 30_000),
      PITCH,
    ),
  );
  expect([tiny.width, tiny.height]).toEqual([2, 1]);
});

test('what never came is grey, also where nothing came', async () => {
  const { grey } = await read(
    await encodeCrop(
      picture(10, 10, (x) => (x < 5 ? NO_DATA : 20_000 + x)),
      PITCH,
    ),
  );
  expect(grey[5 * 20 + 2]).toBe(NO_DATA_GREY);
  const nothing = await read(
    await encodeCrop(
      picture(4, 4, () => NO_DATA),
      PITCH,
    ),
  );
  expect(new Set(nothing.grey)).toEqual(new Set([NO_DATA_GREY]));
});
