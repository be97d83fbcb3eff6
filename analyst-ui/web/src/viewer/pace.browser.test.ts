import { afterEach, expect, test, vi } from 'vitest';
import { apart, type Plane, viewerOf } from './testing.ts';
import type { Viewer } from './types.ts';
import './viewer.css';

let open: Viewer[] = [];
afterEach(() => {
  for (const viewer of open) viewer.destroy();
  open = [];
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

/** One dark line, 301, in bright noise. */
const wire: Plane = {
  lines: 700,
  channels: 120,
  sample: (_, line, channel) => (line === 301 ? 100 : 40_000 + ((line * 7_919 + channel * 104_729) % 9_001)),
};
const size = { width: 331, height: 127 };

for (const forceCpu of [false, true]) {
  const by = forceCpu ? 'processor' : 'graphics card';

  test(`a slow ${by} draws coarser while a hand moves, with the wire in it, and exactly once it rests`, async () => {
    const { viewer, canvas } = await onScreen(forceCpu);
    slow(canvas, forceCpu);
    const moved = await during(canvas, () => move(viewer, 6));
    // A single step is exact; it takes two slow frames to know.
    expect(moved[0]?.width).toBe(331);
    for (const { width, height, grey } of moved.slice(3)) {
      expect([Math.ceil(331 / 2), Math.ceil(331 / 3)]).toContain(width);
      expect(height).toBe(Math.ceil(127 / Math.round(331 / width)));
      expect(darkest(grey, width, height)).toBe(0);
    }
    // What is asked for is exact, also now.
    const asked = viewer.readPixels();
    expect(asked.width).toBe(331);
    await expect.poll(() => canvas.width).toBe(331);
    expect(canvas.style.width).toBe('');
    expect(apart(viewer.readPixels().data, asked.data)).toBe(0);
  });
}

test('what rests is what an exact frame shows, to the last bit', async () => {
  const { viewer, canvas } = await onScreen(false);
  slow(canvas, false);
  const seen = await during(canvas, async () => {
    await move(viewer, 5);
    await expect.poll(() => canvas.width).toBe(331);
    await new Promise((resolve) => setTimeout(resolve, 200));
  });
  const last = seen.at(-1);
  expect(seen.some(({ width }) => width < 331)).toBe(true);
  expect(last?.width).toBe(331);
  expect(apart(last?.grey as Uint8ClampedArray, viewer.readPixels().data)).toBe(0);
});

test('coarse frames are the same pixels from both renderers, filtered or not, dark objects kept or not', async () => {
  const both = [await onScreen(false), await onScreen(true)];
  for (const [i, { canvas }] of both.entries()) slow(canvas, i === 1);
  for (const change of [
    (viewer: Viewer) => viewer.setDisplay({ edges: 0.4, localContrast: 0.5 }),
    (viewer: Viewer) => viewer.setLayers({ keepDark: true }),
    (viewer: Viewer) => viewer.fit(),
  ]) {
    const frames: Shown[] = [];
    for (const { viewer, canvas } of both) {
      change(viewer);
      // The same frame time and again.
      const moved = await during(canvas, () => move(viewer, 4, () => viewer.setDisplay({})));
      frames.push(moved.at(-1) as Shown);
    }
    expect(frames.map(({ width }) => width)).toEqual([111, 111]);
    expect(apart(frames[0]?.grey as Uint8ClampedArray, frames[1]?.grey as Uint8ClampedArray)).toBe(0);
  }
});

test('where frames are quick, every one of them is exact', async () => {
  const { viewer, canvas } = await onScreen(false);
  // Whatever else this machine does: by its clock no time passes.
  vi.spyOn(performance, 'now').mockReturnValue(1_000);
  const moved = await during(canvas, () => move(viewer, 8));
  // A busy machine may pass over one; two slow ones would have been enough for a coarse third.
  expect(moved.length).toBeGreaterThan(5);
  expect(new Set(moved.map(({ width }) => width))).toEqual(new Set([331]));
});

test('who wants less motion sees exact frames alone, however slow they are', async () => {
  const { viewer, canvas } = await onScreen(false);
  slow(canvas, false);
  vi.spyOn(window, 'matchMedia').mockReturnValue({ matches: true } as MediaQueryList);
  const moved = await during(canvas, () => move(viewer, 5));
  // A busy machine may pass over one.
  expect(moved.length).toBeGreaterThan(2);
  expect(new Set(moved.map(({ width }) => width))).toEqual(new Set([331]));
});

test('a drawing of many marks is moved as one picture while frames are slow, lies right meanwhile, and is drawn anew at rest', async () => {
  const { viewer, host, canvas } = await onScreen(false);
  slow(canvas, false);
  const { group } = viewer.addOverlay();
  for (let i = 0; i < 300; i++) {
    const box = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
    for (const [name, value] of Object.entries({ x: i * 2, y: 30, width: 2, height: 10 }))
      box.setAttribute(name, String(value));
    group.append(box);
  }
  const svg = host.querySelector('.viewer-overlays') as SVGElement;
  await move(viewer, 4);
  const placed = group.getAttribute('transform');
  await move(viewer, 3, () => viewer.zoom(1.1));
  expect(group.getAttribute('transform')).toBe(placed);
  expect(svg.style.transform).toContain('matrix');
  const at = () => (group.children[150] as Element).getBoundingClientRect();
  const wanted = () => viewer.toScreen({ line: 300, channel: 30 });
  const { x, y } = host.getBoundingClientRect();
  expect([at().x - x, at().y - y]).toEqual([expect.closeTo(wanted().x, 1), expect.closeTo(wanted().y, 1)]);
  await expect.poll(() => svg.style.transform).toBe('');
  expect([at().x - x, at().y - y]).toEqual([expect.closeTo(wanted().x, 1), expect.closeTo(wanted().y, 1)]);
});

async function onScreen(forceCpu: boolean) {
  const { viewer, host } = await viewerOf(wire, { ...size, forceCpu });
  open.push(viewer);
  viewer.setDisplay({ low: 5_000, high: 50_000 });
  viewer.oneToOne();
  await frame();
  // The next frame is measured again.
  await new Promise((resolve) => setTimeout(resolve, 260));
  return { viewer, host, canvas: host.querySelector('canvas') as HTMLCanvasElement };
}

/** Every frame of this canvas takes 70 ms: waiting for the card does, or putting the pixels there. */
function slow(canvas: HTMLCanvasElement, forceCpu: boolean): void {
  const context = forceCpu ? canvas.getContext('2d') : canvas.getContext('webgl2');
  const name = forceCpu ? 'putImageData' : 'readPixels';
  const real = (context as unknown as Record<string, (...args: unknown[]) => void>)[name];
  Object.assign(context as object, {
    [name](...args: unknown[]) {
      const until = performance.now() + 70;
      while (performance.now() < until);
      real?.apply(context, args);
    },
  });
}

async function move(viewer: Viewer, times: number, step = () => viewer.pan(1, 0)): Promise<void> {
  for (let i = 0; i < times; i++) {
    step();
    await frame();
  }
}

interface Shown {
  width: number;
  height: number;
  grey: Uint8ClampedArray;
}

/** What the canvas shows after each frame of a work. */
async function during(canvas: HTMLCanvasElement, work: () => Promise<void>): Promise<Shown[]> {
  const seen: Shown[] = [];
  const real = window.requestAnimationFrame;
  const watched = vi.spyOn(window, 'requestAnimationFrame').mockImplementation((callback) =>
    real.call(window, (now) => {
      callback(now);
      // In the same task: afterwards the card's buffer is the browser's.
      if (callback !== resolveOnly) seen.push(copyOf(canvas));
    }),
  );
  await work();
  watched.mockRestore();
  return seen;
}

let resolveOnly: FrameRequestCallback = () => {};
function frame(): Promise<void> {
  return new Promise((resolve) => {
    resolveOnly = () => resolve();
    requestAnimationFrame(resolveOnly);
  });
}

function copyOf(canvas: HTMLCanvasElement): Shown {
  const { width, height } = canvas;
  const context = new OffscreenCanvas(width, height).getContext('2d') as OffscreenCanvasRenderingContext2D;
  context.drawImage(canvas, 0, 0);
  return { width, height, grey: context.getImageData(0, 0, width, height).data };
}

function darkest(grey: Uint8ClampedArray, width: number, height: number): number {
  const row = Array.from({ length: width }, (_, x) => grey[((height >> 1) * width + x) * 4] as number);
  return Math.min(...row);
}
