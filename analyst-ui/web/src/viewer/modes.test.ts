import { type Display, MATERIAL_CLASSES, type MaterialClass, NO_DATA } from '@h986/domain';
import { expect, test } from 'vitest';
import { type Camera, pan, toMm, toScreen, zoomAt } from './camera.ts';
import { filtered } from './filter.ts';
import { CODE_OF_AIR, CODES, CODES_PER_ALPHA } from './log-codes.ts';
import { CANNOT_TELL, classOf, integerLookup, PLAIN } from './material.ts';
import { linearOf, linearToOklab } from './oklab.ts';
import { coloursOf, legendColour, legendPattern } from './palettes.ts';
import { DEFAULT_DISPLAY } from './presets.ts';
import { steelMm } from './steel-table.ts';

test('a code is 5,900 for each step of absorption', () => {
  expect((CODES[Math.round(60_000 / Math.E)] as number) - CODE_OF_AIR).toBeCloseTo(CODES_PER_ALPHA, -1);
  expect([CODES[65_534], CODES[1], CODES[0], CODES[NO_DATA]]).toEqual([0, 65_433, 65_433, NO_DATA]);
});

test('edges push a code away from its near mean, local contrast brings a region to the middle', () => {
  // 48 sixteenths are three times the distance: 1,000 + 3 x 40.
  expect(filtered(1_000, 960, 900, { edges: 48, detail: 0, flatten: 0, middle: 500 })).toBe(1_120);
  // Detail once again, and the whole of 900 - 500 taken off: 1,000 + 100 - 400.
  expect(filtered(1_000, 960, 900, { edges: 0, detail: 16, flatten: 16, middle: 500 })).toBe(700);
  expect(filtered(NO_DATA, 960, 900, { edges: 48, detail: 16, flatten: 16, middle: 500 })).toBe(NO_DATA);
});

test('a class is that of the nearest step, beyond the last one the last; air has none', () => {
  const classes = Uint8Array.of(0, 1, 2, 3, CANNOT_TELL, 0);
  const lookup = integerLookup({ alphas: 3, alphaMax: 2, ratios: 2, ratioMin: 1, ratioMax: 1.2, classes });
  const at = (alpha: number, ratio: number): number =>
    classOf(
      lookup,
      CODE_OF_AIR + Math.round(alpha * CODES_PER_ALPHA),
      CODE_OF_AIR + Math.round(alpha * ratio * CODES_PER_ALPHA),
    );
  expect([at(0.4, 1), at(0.6, 1), at(1.6, 1), at(7, 0.5)]).toEqual([0, 1, 2, 2]);
  expect([at(0.4, 1.15), at(0.9, 1.15), at(1.9, 5)]).toEqual([3, CANNOT_TELL, 0]);
  expect(at(0.01, 1)).toBe(PLAIN);
});

test('classes differ for eyes without green cones in the safe palette, by colour or by a pattern', () => {
  const names: MaterialClass[] = ['organic', 'mineral', 'steel', 'heavy'];
  for (const [i, a] of names.entries()) {
    for (const b of names.slice(i + 1)) {
      const patterns = legendPattern('material-safe', a) !== legendPattern('material-safe', b);
      expect({ a, b, told: patterns || seenApart(a, b) > 0.06 }).toEqual({ a, b, told: true });
    }
  }
});

test('what is taken away fades towards air, what cannot be told never does', () => {
  const display: Display = { ...DEFAULT_DISPLAY, strip: 'metal' };
  const table = coloursOf(display, 255) as Uint8Array;
  const red = (name: MaterialClass): number => table[(MATERIAL_CLASSES.indexOf(name) * 256 + 55) * 4] as number;
  // An eighth of 200 is left.
  expect(MATERIAL_CLASSES.map(red)).toEqual([55, 55, 230, 230, 55]);
  expect(coloursOf(DEFAULT_DISPLAY, 255)).toBeNull();
});

test('steel is read off between the steps of its table, and not beyond its end', () => {
  const table = { alpha: [0, 1, 3], mm: [0, 20, 80] };
  expect([0, 0.5, 2, 3, 3.01].map((alpha) => steelMm(table, alpha))).toEqual([0, 10, 50, 80, null]);
});

test('mirrored and flipped, places are found again, the wheel keeps its place and a drag pulls the right way', () => {
  const camera: Camera = { cxMm: 300, cyMm: 80, scale: 2, mirrored: true, flipped: true };
  const [extent, screen] = [
    { lines: 600, channels: 200, linePitchMm: 1, channelPitchMm: 1 },
    { width: 400, height: 200 },
  ];
  const at = { x: 90, y: 30 };
  const mm = toMm(camera, at, screen);
  expect(mm).toEqual({ x: 355, y: 115 });
  expect(toScreen(camera, mm, screen)).toEqual(at);
  expect(toScreen(zoomAt(camera, 1.5, at, extent, screen), mm, screen)).toEqual(near(at));
  expect(toScreen(pan(camera, 10, -6, extent), mm, screen)).toEqual(near({ x: 100, y: 24 }));
});

const near = ({ x, y }: { x: number; y: number }) => ({ x: expect.closeTo(x, 9), y: expect.closeTo(y, 9) });

/** Distance in OKLab of two classes' colours as a deuteranope sees them. @see G. Machado et al., IEEE TVCG 15 (2009), severity 1 */
function seenApart(a: MaterialClass, b: MaterialClass): number {
  const seen = (name: MaterialClass) => {
    const [r, g, bl] = legendColour('material-safe', name).map((part) => linearOf(part / 255)) as [
      number,
      number,
      number,
    ];
    return linearToOklab([
      0.367322 * r + 0.860646 * g - 0.227968 * bl,
      0.280085 * r + 0.672501 * g + 0.047413 * bl,
      -0.01182 * r + 0.04294 * g + 0.968881 * bl,
    ]);
  };
  const [p, q] = [seen(a), seen(b)];
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}
