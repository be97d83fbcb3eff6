import { NO_DATA, NO_DATA_GREY } from '@h986/domain';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { openPreview } from './preview.ts';
import type { LinePicture } from './resample.ts';

const GEOMETRY = { channels: 40, linePitchMm: 8, channelPitchMm: 4 };

test('a preview shows the whole scan in true proportions, dark where it is dense', async () => {
  const preview = openPreview({ ...GEOMETRY, lines: 100 });
  preview.add(
    0,
    picture(60, (x) => (x < 30 ? 50_000 : 1_000)),
  );
  preview.add(
    60,
    picture(40, () => 20_000),
  );
  const { width, height, grey } = await read(await preview.png());
  expect([width, height]).toEqual([100, 20]);
  const at = (x: number): number => grey[10 * 100 + x] as number;
  expect(at(10)).toBeGreaterThan(at(80));
  expect(at(80)).toBeGreaterThan(at(45));
});

test('a strip that never came is grey, not black or white', async () => {
  const preview = openPreview({ ...GEOMETRY, lines: 100 });
  preview.add(
    0,
    picture(50, (x, y) => (x === 0 && y === 0 ? NO_DATA : 5_000 + 100 * x)),
  );
  const { grey } = await read(await preview.png());
  expect(grey[10 * 100 + 75]).toBe(NO_DATA_GREY);
});

test('a scan wider than the preview is made smaller', async () => {
  const preview = openPreview({ ...GEOMETRY, lines: 3200 });
  preview.add(
    0,
    picture(3200, () => 30_000),
  );
  expect(await read(await preview.png())).toMatchObject({ width: 1600, height: 10 });
});

test('a scan of one line is a picture too', async () => {
  const preview = openPreview({ ...GEOMETRY, lines: 1 });
  preview.add(
    0,
    picture(1, () => 30_000),
  );
  expect(await read(await preview.png())).toMatchObject({ width: 1, height: 20 });
});

function picture(lines: number, value: (x: number, y: number) => number): LinePicture {
  const { channels } = GEOMETRY;
  const samples = Uint16Array.from({ length: lines * channels }, (_, i) =>
    value(Math.floor(i / channels), i % channels),
  );
  return { lines, channels, samples };
}

async function read(png: Uint8Array): Promise<{ width: number; height: number; grey: Uint8Array }> {
  const { data, info } = await sharp(png).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, grey: data };
}
