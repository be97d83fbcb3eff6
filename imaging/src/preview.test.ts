import { NO_DATA, NO_DATA_GREY } from '@h986/domain';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { openPreview } from './preview.ts';

const GEOMETRY = { channels: 40, linePitchMm: 8, channelPitchMm: 4 };

test('a preview shows the whole scan in true proportions, dark where it is dense', async () => {
  const preview = openPreview({ ...GEOMETRY, lines: 100 });
  preview.add(
    0,
    60,
    plane(60, (x) => (x < 30 ? 50_000 : 1_000)),
  );
  preview.add(
    60,
    40,
    plane(40, () => 20_000),
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
    50,
    plane(50, (x, y) => (x === 0 && y === 0 ? NO_DATA : 5_000 + 100 * x)),
  );
  const { grey } = await read(await preview.png());
  expect(grey[10 * 100 + 75]).toBe(NO_DATA_GREY);
});

test('a scan wider than the preview is made smaller', async () => {
  const preview = openPreview({ ...GEOMETRY, lines: 3200 });
  preview.add(
    0,
    3200,
    plane(3200, () => 30_000),
  );
  expect(await read(await preview.png())).toMatchObject({ width: 1600, height: 10 });
});

test('a scan of one line is a picture too', async () => {
  const preview = openPreview({ ...GEOMETRY, lines: 1 });
  preview.add(
    0,
    1,
    plane(1, () => 30_000),
  );
  expect(await read(await preview.png())).toMatchObject({ width: 1, height: 20 });
});

function plane(lines: number, value: (x: number, y: number) => number): Uint16Array {
  const samples = new Uint16Array(lines * GEOMETRY.channels * 2);
  samples.forEach((_, i) => {
    const pixel = i >> 1;
    samples[i] = value(pixel % lines, Math.floor(pixel / lines));
  });
  return samples;
}

async function read(png: Uint8Array): Promise<{ width: number; height: number; grey: Uint8Array }> {
  const { data, info } = await sharp(png).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, grey: data };
}
