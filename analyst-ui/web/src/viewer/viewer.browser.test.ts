import { autoWindow, curveTable, type Display, NO_DATA } from '@h986/domain';
import { afterEach, expect, test } from 'vitest';
import { DEFAULT_DISPLAY } from './presets.ts';
import { type Plane, viewerOf } from './testing.ts';

afterEach(() => document.body.replaceChildren());

/** Every value a u16 can have, once an energy: high ascending, low descending; two whole strips and a short one. */
const ramp: Plane = {
  lines: 640,
  channels: 103,
  sample: (energy, line, channel) => {
    const value = Math.min(65_535, channel * 640 + line);
    return energy === 0 ? value : 65_535 - value;
  },
};

const displays: Display[] = [
  { ...DEFAULT_DISPLAY, energy: 'high', low: 0, high: 60_000, curve: 'linear', invert: false },
  { ...DEFAULT_DISPLAY, energy: 'low', low: 12_345, high: 43_210, curve: 'linear', invert: false },
  { ...DEFAULT_DISPLAY, energy: 'high', low: 60, high: 6_000, curve: 'log', invert: false },
  { ...DEFAULT_DISPLAY, energy: 'low', low: 0, high: 65_535, curve: 'log', invert: true },
  { ...DEFAULT_DISPLAY, energy: 'high', low: 30_000, high: 30_001, curve: 'linear', invert: true },
];

for (const zoom of [1, 3]) {
  test(`window and level at ${zoom}:1 are the curve's table for every value, across strips`, async () => {
    const [width, height] = [ramp.lines * zoom, ramp.channels * zoom];
    const { viewer } = await viewerOf(ramp, { width, height });
    viewer.oneToOne();
    viewer.zoom(zoom);

    for (const display of displays) {
      viewer.setDisplay(display);
      const table = curveTable(display);
      const { data } = viewer.readPixels();
      let wrong = 0;
      let compared = 0;
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          const value = ramp.sample(display.energy === 'high' ? 0 : 1, Math.floor(x / zoom), Math.floor(y / zoom));
          if (value === NO_DATA) continue;
          compared++;
          if (data[(y * width + x) * 4] !== table[value]) wrong++;
        }
      }
      expect({ display, wrong, compared: compared >= 65_535 * zoom * zoom }).toEqual({
        display,
        wrong: 0,
        compared: true,
      });
    }
  });
}

/** Noise with a hole, a wire one texel wide, and pitches that are not square. */
const cargo: Plane = {
  lines: 700,
  channels: 211,
  sample: (energy, line, channel) => {
    if (channel === 17) return NO_DATA;
    if (line === 255 || line === 401) return 50 + energy;
    return 20_000 + energy * 3_000 + ((line * 7_919 + channel * 104_729) % 30_011);
  },
};
const pitchMm: [number, number] = [4, 5.3];

for (const keepDark of [false, true]) {
  test(`minified, ${keepDark ? 'darkest' : 'mean'}, both renderers show the same pixels`, async () => {
    for (const width of [517, 230, 61, 13]) {
      const size = { width, height: Math.ceil(width / 2.2), pitchMm };
      const gpu = await viewerOf(cargo, size);
      const cpu = await viewerOf(cargo, { ...size, forceCpu: true });
      for (const { viewer } of [gpu, cpu]) viewer.setLayers({ keepDark });

      expect(count(gpu.viewer.readPixels().data, cpu.viewer.readPixels().data)).toBe(0);
    }
  });
}

test('a mean of several texels is their mean, rounded, worked out by hand', async () => {
  const checks: Plane = { lines: 4, channels: 8, sample: (_, line, channel) => 1_000 * line + 10 * channel };
  const { viewer } = await viewerOf(checks, { width: 2, height: 4, pitchMm: [1, 1] });
  viewer.setDisplay({ low: 0, high: 5_100, curve: 'linear' });
  // Fit leaves an air of 2 %; one step in makes it exactly two texels a pixel.
  viewer.zoom(1 / 0.98);

  const { data } = viewer.readPixels();
  // Lines 0 and 1, channels 0 and 1: (0 + 1000 + 10 + 1010) / 4 = 505, a tenth of the window's 5,100.
  expect([data[0], data[4]]).toEqual([Math.round((255 * 505) / 5_100), Math.round((255 * 2_505) / 5_100)]);
});

test('a wire of one texel is still dark in a picture forty times smaller when thin dark objects are kept', async () => {
  const { viewer } = await viewerOf(cargo, { width: 20, height: 10, pitchMm });
  viewer.setDisplay({ low: 0, high: 60_000, curve: 'linear' });
  const darkest = () =>
    Math.min(
      ...viewer
        .readPixels()
        .data.filter((_, i) => i % 4 === 0 && i > 0)
        .filter((v) => v !== 10),
    );

  const mean = darkest();
  viewer.setLayers({ keepDark: true });

  expect(mean).toBeGreaterThan(80);
  expect(darkest()).toBeLessThan(2);
});

test('after the graphics card was lost and came back the pixels are the same', async () => {
  const backends: string[] = [];
  const { viewer, host } = await viewerOf(cargo, {
    width: 400,
    height: 200,
    pitchMm,
    onBackend: (b) => backends.push(b),
  });
  const before = viewer.readPixels().data;
  const canvas = host.querySelector('canvas');
  const lose = canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context');

  lose?.loseContext();
  await expect.poll(() => backends.at(-1)).toBe('lost');
  lose?.restoreContext();
  await expect.poll(() => backends.at(-1)).toBe('webgl2');

  expect(before.some((v) => v > 100 && v < 255)).toBe(true);
  expect(count(viewer.readPixels().data, before)).toBe(0);
});

test('a strip that has not come yet is hatched, never black', async () => {
  const { viewer } = await viewerOf({ ...cargo, lines: 0 }, { width: 300, height: 100, pitchMm: [1, 1] });
  const { planeBytes } = await import('./testing.ts');
  await viewer.addStrip(await planeBytes({ ...cargo, lines: 512 }, 1));
  const { data, width, height } = viewer.readPixels();
  const quarter = (Math.floor(height / 2) * width + Math.floor(width / 4)) * 4;

  expect([96, 132]).toContain(data[quarter]);
});

test("the auto window is the domain's, on the energy that is shown", async () => {
  const { viewer } = await viewerOf(cargo, { width: 100, height: 50, pitchMm });
  const all = Uint16Array.from({ length: cargo.lines * cargo.channels }, (_, i) =>
    cargo.sample(1, i % cargo.lines, Math.floor(i / cargo.lines)),
  );

  viewer.setDisplay({ energy: 'low' });

  expect(viewer.getState()).toMatchObject({ preset: 'auto', display: { energy: 'low', ...autoWindow(all) } });
});

test('the heat map warms only where it has something to say', async () => {
  const { viewer } = await viewerOf(cargo, { width: 400, height: 200, pitchMm });
  const plain = viewer.readPixels().data;
  viewer.setHeatMap({ width: 2, height: 1, cells: Uint8Array.of(0, 255) });
  viewer.setLayers({ heatMap: true, heatOpacity: 1 });
  const { data, width, height } = viewer.readPixels();
  const at = (x: number) => (Math.floor(height / 2) * width + x) * 4;

  expect(data.slice(at(100), at(101))).toEqual(plain.slice(at(100), at(101)));
  expect([...data.slice(at(300), at(301))]).toEqual([255, 230, 38, 255]);
});

function count(a: Uint8ClampedArray, b: Uint8ClampedArray): number {
  expect(a.length).toBe(b.length);
  return a.reduce((sum, value, i) => sum + (value === b[i] ? 0 : 1), 0);
}
