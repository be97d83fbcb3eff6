import { MATERIAL_CLASSES, NO_DATA, NO_DATA_GREY } from '@h986/domain';
import { afterEach, expect, test } from 'vitest';
import { HATCH_LIFT } from './frame.ts';
import type { Mask } from './masks.ts';
import { apart, type Plane, planeBytes, viewerOf } from './testing.ts';
import type { Viewer } from './types.ts';

let open: Viewer[] = [];
afterEach(() => {
  for (const viewer of open) viewer.destroy();
  open = [];
  document.body.replaceChildren();
});

const steps: Plane = { lines: 512, channels: 96, sample: (energy, line) => 6_000 + 8_000 * (line >> 7) + energy };
const size = { width: 256, height: 48 };
const left: Mask = { width: 2, height: 1, cells: Uint8Array.of(255, 0) };

test('masks, the lens and what comes later are the same pixels from both renderers', async () => {
  for (const change of [
    (v: Viewer) => v.setLayers({ masks: { opaque: true } }),
    (v: Viewer) => v.setMask('opaque', left, { pattern: 'cross-hatch', opacity: 0.5, colour: [10, 200, 250] }),
    (v: Viewer) => v.setMask('opaque', left, { pattern: 'fill' }),
  ]) {
    const both = await pairOf(steps);
    for (const viewer of both) {
      viewer.setMask('opaque', left);
      viewer.setLayers({ masks: { opaque: true } });
      change(viewer);
    }
    expect(difference(both)).toBeLessThanOrEqual(1);
  }
});

test('a mask lies where its cells are, and the peek key shows the bare picture', async () => {
  const { viewer } = await onScreen(steps, size);
  const bare = viewer.readPixels().data;
  viewer.setMask('detectability', left, { pattern: 'fill', opacity: 1, colour: [255, 0, 0] });
  expect(apart(viewer.readPixels().data, bare)).toBe(0);
  viewer.setLayers({ masks: { detectability: true } });
  const masked = viewer.readPixels();
  const at = (x: number) => [...masked.data.slice((24 * 256 + x) * 4, (24 * 256 + x) * 4 + 3)];
  expect(at(60)).toEqual([255, 0, 0]);
  expect(at(200)).toEqual([...bare.slice((24 * 256 + 200) * 4, (24 * 256 + 200) * 4 + 3)]);
  viewer.peek(true);
  expect(apart(viewer.readPixels().data, bare)).toBe(0);
});

test('the preview stands where strips have not come, and gives way to them', async () => {
  const { viewer } = await onScreen({ ...steps, lines: 0 }, size);
  viewer.setKnown({ lines: 512 });
  await viewer.setPreview(await greyPng(77));
  const grey = (x: number) => viewer.readPixels().data[(24 * 256 + x) * 4];
  expect([grey(40), grey(160)]).toEqual([77, 77]);
  await viewer.addStrip(await planeBytes(steps, 1));
  viewer.setDisplay({ low: 0, high: 60_000 });
  const { data } = viewer.readPixels();
  // 22,000 of 60,000 in the third step.
  expect([data[(24 * 256 + 40) * 4], data[(24 * 256 + 160) * 4]]).toEqual([77, Math.round((255 * 22_000) / 60_000)]);

  // What nobody has is hatched, as without a preview.
  await viewer.setPreview(null);
  expect([NO_DATA_GREY, NO_DATA_GREY + HATCH_LIFT]).toContain(grey(40));
  expect(grey(160)).toBe(Math.round((255 * 22_000) / 60_000));
});

test('a wire of one texel is dark at every zoom when thin dark objects are kept', async () => {
  const wire: Plane = { lines: 1_024, channels: 64, sample: (_, line) => (line === 517 ? 100 : 50_000) };
  const { viewer } = await onScreen(wire, { width: 40, height: 20 });
  viewer.setDisplay({ low: 0, high: 60_000 });
  viewer.setLayers({ keepDark: true });
  for (const zoom of [1, 1.37, 2.9, 5.1, 11, 26, 60]) {
    viewer.fit();
    viewer.zoom(zoom);
    viewer.setCamera({
      ...(viewer.getState().camera as NonNullable<ReturnType<Viewer['getState']>['camera']>),
      cxMm: 517,
    });
    const { data } = viewer.readPixels();
    const row = Array.from({ length: 40 }, (_, x) => data[(10 * 40 + x) * 4] as number);
    expect({ zoom, darkest: Math.min(...row.filter((grey) => grey !== 10)) }).toEqual({ zoom, darkest: 0 });
  }
});

test('picture, filter, colours and masks come back after the graphics card was lost', async () => {
  const backends: string[] = [];
  const { viewer, host } = await onScreen(steps, { ...size, onBackend: (backend: string) => backends.push(backend) });
  const classes = Uint8Array.from({ length: 4 }, (_, i) => i % MATERIAL_CLASSES.length);
  viewer.setKnown({ material: { alphas: 2, alphaMax: 3, ratios: 2, ratioMin: 0.9, ratioMax: 1.1, classes } });
  viewer.setDisplay({ edges: 0.4, localContrast: 0.3, palette: 'material' });
  viewer.setMask('opaque', left);
  viewer.setLayers({ masks: { opaque: true } });
  const before = viewer.readPixels().data;
  const card = host.querySelector('canvas')?.getContext('webgl2')?.getExtension('WEBGL_lose_context');
  card?.loseContext();
  await expect.poll(() => backends.at(-1)).toBe('lost');
  card?.restoreContext();
  await expect.poll(() => backends.at(-1)).toBe('webgl2');
  expect(new Set(before).size).toBeGreaterThan(6);
  expect(apart(viewer.readPixels().data, before)).toBe(0);
});

test('swiped, blinked and subtracted, a second picture is the same from both renderers', async () => {
  const second: Plane = { ...steps, sample: (energy, line) => steps.sample(energy, 511 - line, 0) };
  const both = await pairOf(steps);
  const geometry = { channels: 96, linePitchMm: 1, channelPitchMm: 1, highMv: 6, lowMv: 3 };
  const plain = both[0]?.readPixels().data as Uint8ClampedArray;
  for (const viewer of both) {
    viewer.setDisplay({ low: 0, high: 60_000, curve: 'linear' });
    viewer.setCompare({ geometry, mode: 'swipe', at: 0.3 });
    for (const strip of [0, 1]) await viewer.addCompareStrip(await planeBytes(second, strip));
  }
  for (const mode of ['swipe', 'blink', 'difference'] as const) {
    for (const viewer of both) viewer.setCompare({ geometry, mode, at: 0.3, second: true });
    expect({ mode, apart: difference(both) }).toEqual({ mode, apart: 0 });
    expect(apart(both[0]?.readPixels().data as Uint8ClampedArray, plain)).toBeGreaterThan(20);
  }
  // Taken in the other direction it is the first one again: nothing differs.
  for (const viewer of both) viewer.setCompare({ geometry, mode: 'difference', mirrored: true });
  const { data } = both[0]?.readPixels() as { data: Uint8ClampedArray };
  expect(data[(24 * 256 + 100) * 4]).toBe(128);
  expect(difference(both)).toBe(0);
});

test('the lens shows true pixels under the pointer, in both renderers', async () => {
  const both = await pairOf({ ...steps, lines: 2_048, sample: (_, line) => (line === 1_024 ? 60 : 40_000) }, 400, 300);
  for (const viewer of both) {
    viewer.setDisplay({ low: 0, high: 60_000 });
    viewer.setLayers({ magnifier: true });
    const host = [...document.querySelectorAll<HTMLElement>('div')].find(
      (div) => 'viewer' in div && div.viewer === viewer,
    );
    const box = host?.getBoundingClientRect() as DOMRect;
    host?.dispatchEvent(new PointerEvent('pointermove', { clientX: box.x + 200, clientY: box.y + 150, bubbles: true }));
  }
  // Two device pixels a texel: the wire is two pixels wide and quite dark, in a picture five times smaller it would be grey.
  const { data } = both[0]?.readPixels() as { data: Uint8ClampedArray };
  const row = Array.from({ length: 240 }, (_, x) => data[(150 * 400 + 80 + x) * 4] as number);
  expect(row.filter((grey) => grey === 0)).toHaveLength(2);
  expect(difference(both)).toBe(0);
});

test('a ruler says mm at the container\u2019s centre plane, and only texels without a calibration', async () => {
  const { viewer } = await onScreen(steps, { ...size, pitchMm: [4, 3] });
  const [from, to] = [
    { line: 10, channel: 10 },
    { line: 110, channel: 110 },
  ];
  expect(viewer.measure(from, to)).toMatchObject({ mm: 500, plane: 'container-centre' });
  viewer.setKnown({ calibrated: false });
  expect(viewer.measure(from, to)).toMatchObject({ mm: null, px: Math.hypot(100, 100) });
});

test('an overlay is drawn in lines and channels and follows the camera, also mirrored; two viewers can follow each other', async () => {
  const [a, b] = await pairOf(steps);
  if (!a || !b) return;
  a.onCamera((camera) => b.setCamera(camera));
  b.onCamera((camera) => a.setCamera(camera));
  const { group } = a.addOverlay();
  a.oneToOne();
  a.mirror();
  await frames();
  const [m = 0, , , d = 0, e = 0] = (group.getAttribute('transform')?.match(/-?[\d.e-]+/g) ?? []).map(Number);
  const at = a.toScreen({ line: 100, channel: 40 });
  expect([m * 100 + e, d]).toEqual([expect.closeTo(at.x, 6), 1]);
  expect(m).toBe(-1);
  expect(a.toPicture(at.x, at.y)).toEqual({ line: expect.closeTo(100, 6), channel: expect.closeTo(40, 6) });
  expect(b.getState().camera).toEqual(a.getState().camera);
});

test('the histogram counts what is in sight and what the window cuts off', async () => {
  const half: Plane = {
    ...steps,
    sample: (_, line, channel) => (channel < 24 ? NO_DATA : line < 256 ? 10_000 : 50_000),
  };
  const { viewer } = await onScreen(half, size);
  viewer.setDisplay({ low: 20_000, high: 60_000, curve: 'linear' });
  expect(viewer.histogram()).toMatchObject({ black: expect.closeTo(0.5, 1), white: 0 });
});

async function onScreen(plane: Plane, options: Parameters<typeof viewerOf>[1]) {
  const made = await viewerOf(plane, options);
  open.push(made.viewer);
  return made;
}

async function pairOf(plane: Plane, width = size.width, height = size.height): Promise<Viewer[]> {
  const made = [false, true].map((forceCpu) => onScreen(plane, { width, height, forceCpu }));
  return (await Promise.all(made)).map(({ viewer }) => viewer);
}

function difference([a, b]: Viewer[]): number {
  if (!a || !b) return Number.POSITIVE_INFINITY;
  return apart(a.readPixels().data, b.readPixels().data);
}

async function greyPng(grey: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(8, 4);
  const context = canvas.getContext('2d');
  if (context) context.fillStyle = `rgb(${grey} ${grey} ${grey})`;
  context?.fillRect(0, 0, 8, 4);
  return canvas.convertToBlob({ type: 'image/png' });
}

function frames(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}
