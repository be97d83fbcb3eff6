import { type Display, MATERIAL_CLASSES, type MaterialLookup, NO_DATA } from '@h986/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import { apart, type Plane, viewerOf } from './testing.ts';
import type { Viewer } from './types.ts';

declare module 'vitest/browser' {
  interface BrowserCommands {
    /** See `vitest.config.ts`. */
    realScan(name: string): Promise<string | null>;
  }
}

/** Every display of this list at these zooms, graphics card against processor. */
const modes: Record<string, Partial<Display>> = {
  'window and level': { low: 3_000, high: 41_000 },
  'logarithmic curve': { curve: 'log', low: 60, high: 50_000 },
  'gamma curve, low energy': { curve: 'gamma', gamma: 2.2, energy: 'low' },
  'variable absorption in thin parts': { curve: 'absorption', absorption: { middle: 0.5, width: 1 } },
  'variable absorption in thick parts': { curve: 'absorption', absorption: { middle: 4, width: 1.5 } },
  'mean of both energies': { energy: 'both', curve: 'log' },
  'local contrast': { localContrast: 0.7, curve: 'log' },
  'edge enhancement': { edges: 0.6 },
  'edges and local contrast, inverted, both energies': { edges: 0.4, localContrast: 1, energy: 'both', invert: true },
  'material colours': { palette: 'material', curve: 'log' },
  'safe material colours with edges': { palette: 'material-safe', curve: 'log', edges: 0.5 },
  'organic stripped': { palette: 'material', strip: 'organic' },
  'metal stripped from grey, inverted': { strip: 'metal', invert: true },
};

const plain: Display = {
  energy: 'high',
  low: 0,
  high: 60_000,
  curve: 'linear',
  gamma: 1.8,
  absorption: { middle: 1.5, width: 1.5 },
  invert: false,
  localContrast: 0,
  edges: 0,
  palette: 'grey',
  strip: 'none',
};

/** Ratios in bands from heavy to organic; nothing is told where it is thin or thick. */
const lookup: MaterialLookup = {
  alphas: 50,
  alphaMax: 6,
  ratios: 40,
  ratioMin: 0.9,
  ratioMax: 1.3,
  classes: Uint8Array.from({ length: 50 * 40 }, (_, i) => {
    const alpha = ((i % 50) / 49) * 6;
    return alpha < 0.3 || alpha > 5 ? MATERIAL_CLASSES.indexOf('cannot-tell') : 3 - Math.floor(i / 50 / 10);
  }),
};

/** Ramps of absorption from nothing to twelve along travel, of ratio from top to bottom, with noise, wires, a hole, a row without data. */
const ramps: Plane = {
  lines: 700,
  channels: 203,
  sample(energy, line, channel) {
    if (channel === 17 || (line > 500 && line < 520 && channel > 60 && channel < 90)) return NO_DATA;
    const wire = line === 255 || line === 401 ? 1.5 : 0;
    const alpha = (line / 700) * 12 * (0.4 + 0.6 * ((channel >> 5) & 1)) + wire;
    const noise = 1 + (((line * 7_919 + channel * 104_729 + energy * 31) % 1_001) - 500) / 12_000;
    const ratio = energy === 0 ? 1 : 0.88 + 0.45 * (channel / 203);
    return Math.min(NO_DATA - 1, Math.round(60_000 * Math.exp(-alpha * ratio) * noise));
  },
};

const size = { width: 331, height: 127, pitchMm: [4, 5.3] as [number, number] };
/** Minified by four, by a little, nearly 1:1, and magnified, always across a strip's seam. */
const zooms = [1, 2.1, 3.9, 11];

let pair: Viewer[] = [];
beforeAll(async () => {
  pair = [await onRamps(false), await onRamps(true)];
});
afterAll(() => {
  for (const viewer of pair) viewer.destroy();
  document.body.replaceChildren();
});

async function onRamps(forceCpu: boolean): Promise<Viewer> {
  const { viewer } = await viewerOf(ramps, { ...size, forceCpu });
  viewer.setKnown({ material: lookup });
  return viewer;
}

for (const [name, mode] of Object.entries(modes)) {
  test(`${name}: both renderers show the same pixels at every zoom`, () => {
    const seen = zooms.map((zoom) => differences(pair, mode, zoom));
    expect(seen.map(({ most }) => most)).toEqual(zooms.map(() => 0));
    expect(seen[0]?.values).toBe(true);
  });
}

test('dark objects kept, mirrored and flipped, the filters still agree', () => {
  for (const viewer of pair) viewer.setLayers({ keepDark: true });
  for (const viewer of pair) viewer.mirror();
  for (const viewer of pair) viewer.flip();
  expect(differences(pair, { edges: 0.5, palette: 'material' }, 1.3)).toEqual({ most: 0, values: true });
  for (const viewer of pair) viewer.setLayers({ keepDark: false });
});

test('a real scan looks the same from both renderers in every mode', async () => {
  for (const name of ['steel-coils', 'bagged-pallets']) {
    const plane = await realPlane(name);
    if (plane === null) return console.warn('skipped: there are no real scans beside the project');
    const both: Viewer[] = [];
    for (const forceCpu of [false, true]) {
      const { viewer } = await viewerOf(plane, { width: 420, height: 110, pitchMm: [8.1, 4.6], forceCpu });
      viewer.setKnown({ material: lookup });
      both.push(viewer);
    }
    for (const [mode, display] of Object.entries(modes)) {
      expect({ name, mode, ...differences(both, display, 1.7) }).toEqual({ name, mode, most: 0, values: true });
    }
    for (const viewer of both) viewer.destroy();
  }
}, 60_000);

/** The largest difference of any channel, and how many different values there are: a picture of one colour proves nothing. */
function differences(viewers: Viewer[], mode: Partial<Display>, zoom: number): { most: number; values: boolean } {
  const [a, b] = viewers.map((viewer) => {
    viewer.setDisplay({ ...plain, ...mode });
    viewer.fit();
    viewer.zoom(zoom);
    return viewer.readPixels().data;
  }) as [Uint8ClampedArray, Uint8ClampedArray];
  return { most: apart(a, b), values: new Set(a).size > 20 };
}

/** Vendor-normalised DN of 63,570 in air; rows x columns x (high, low) behind NumPy's header. */
async function realPlane(name: string): Promise<Plane | null> {
  const base64 = await commands.realScan(name);
  if (base64 === null) return null;
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  const header = new TextDecoder().decode(bytes.subarray(10, 10 + new DataView(bytes.buffer).getUint16(8, true)));
  const [channels, lines] = (/\((\d+), (\d+), 2\)/.exec(header)?.slice(1) ?? []).map(Number) as [number, number];
  const samples = new Uint16Array(bytes.buffer.slice(bytes.length - channels * lines * 4));
  return {
    lines,
    channels,
    sample: (energy, line, channel) =>
      Math.min(NO_DATA - 1, Math.round(((samples[(channel * lines + line) * 2 + energy] as number) * 60_000) / 63_570)),
  };
}
