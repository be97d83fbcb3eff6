import { expect, test } from 'vitest';
import { axesOf, MAX_COVER } from './axes.ts';
import { around, type Extent, fit, oneToOne, pan, texelSize, toMm, toScreen, zoomAt } from './camera.ts';

const extent: Extent = { lines: 2_000, channels: 500, linePitchMm: 4, channelPitchMm: 5 };
const screen = { width: 980, height: 600 };

test('a picture that fits has its middle in the middle and two hundredths of air', () => {
  // 8,000 mm over 980 pixels; the height of 2,500 mm would allow more.
  expect(fit(extent, screen)).toEqual({ cxMm: 4_000, cyMm: 1_250, scale: expect.closeTo((0.98 * 980) / 8_000, 12) });
});

test('at 1:1 the finer pitch has one pixel a texel, the coarser one more', () => {
  expect(texelSize({ cxMm: 0, cyMm: 0, scale: oneToOne(extent) }, extent)).toEqual({ x: 1, y: 1.25 });
});

test('zooming leaves what is under the cursor where it is', () => {
  const camera = fit(extent, screen);
  const at = { x: 700, y: 320 };
  const zoomed = zoomAt(camera, 2.5, at, extent, screen);

  expect(zoomed.scale).toBeCloseTo(camera.scale * 2.5, 12);
  expect(toMm(zoomed, at, screen).x).toBeCloseTo(toMm(camera, at, screen).x, 9);
  expect(toMm(zoomed, at, screen).y).toBeCloseTo(toMm(camera, at, screen).y, 9);
  expect(toScreen(zoomed, toMm(zoomed, at, screen), screen).x).toBeCloseTo(700, 9);
});

test('nobody zooms out of sight or drags the picture away', () => {
  const camera = fit(extent, screen);
  expect(zoomAt(camera, 1e-9, { x: 0, y: 0 }, extent, screen).scale).toBeCloseTo(camera.scale / 2, 12);
  expect(zoomAt(camera, 1e9, { x: 0, y: 0 }, extent, screen).scale).toBe(10);
  expect(pan(camera, 1e9, -1e9, extent)).toMatchObject({ cxMm: 0, cyMm: 2_500 });
});

test('minified, every texel of the picture is shown by at least one pixel', () => {
  for (const width of [1_999, 977, 311, 64, 9]) {
    const small = { width, height: width };
    const { columns, level } = axesOf(fit(extent, small), extent, small);
    const seen = new Set<number>();
    for (let i = 0; i < width; i++) {
      const [from, to] = [columns[i * 2] as number, columns[i * 2 + 1] as number];
      expect(to - from).toBeLessThan(MAX_COVER);
      for (let column = from; column >= 0 && column <= to; column++) seen.add(column);
    }
    expect(seen.size).toBe(Math.ceil(extent.lines / 2 ** level));
  }
});

test('magnified, a pixel shows the one texel under its middle', () => {
  const { columns, level } = axesOf(
    { cxMm: 20, cyMm: 20, scale: 0.75 },
    { ...extent, linePitchMm: 4 },
    { width: 9, height: 9 },
  );
  // 3 pixels a texel of 4 mm; the middle of the fifth pixel is at 20 mm, texel 5.
  expect(level).toBe(0);
  expect([...columns].filter((_, i) => i % 2 === 0)).toEqual([3, 4, 4, 4, 5, 5, 5, 6, 6]);
});

test('a place that is looked at lies in the middle and takes two fifths of the screen', () => {
  // 50 x 20 texels of 4 x 5 mm: 200 x 100 mm in the middle of 980 x 600 pixels; the width bounds it.
  expect(around({ x: 100, y: 40, w: 50, h: 20 }, extent, screen)).toEqual({
    cxMm: 500,
    cyMm: 250,
    scale: expect.closeTo(1.96, 12),
  });
  // A single texel is not blown up without end: eight pixels for the finer pitch.
  expect(around({ x: 100, y: 40, w: 1, h: 1 }, extent, screen).scale).toBe(2);
  expect(around({ x: 0, y: 0, w: 2_000, h: 500 }, extent, screen)).toEqual(fit(extent, screen));
});
