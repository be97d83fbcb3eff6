import { afterEach, expect, test } from 'vitest';
import { viewerOf } from './testing.ts';
import type { ReadOut } from './types.ts';

afterEach(() => document.body.replaceChildren());

const plane = { lines: 600, channels: 200, sample: (_: number, line: number, channel: number) => line * 60 + channel };

test('the wheel zooms at the cursor: the texel under it stays', async () => {
  const { host, at, readOut } = await desk();
  at('pointermove', 420, 90);
  const before = readOut();
  host.dispatchEvent(new WheelEvent('wheel', { deltaY: -600, clientX: 420, clientY: 90, bubbles: true }));
  at('pointermove', 420, 90);

  expect(before).toMatchObject({ high: ((before?.line ?? 0) * 60 + (before?.channel ?? 0)) / 60_000 });
  expect(readOut()).toMatchObject({ line: before?.line, channel: before?.channel });
});

test('a drag pulls the picture along, pixel by pixel', async () => {
  const { viewer, at, readOut } = await desk();
  viewer.oneToOne();
  at('pointermove', 300, 100);
  const before = readOut();
  at('pointerdown', 300, 100);
  at('pointermove', 260, 110);
  at('pointerup', 260, 110);

  expect(readOut()).toMatchObject({ line: before?.line, channel: before?.channel });
});

test('a right drag moves the window and leaves the picture where it is', async () => {
  const { viewer, at } = await desk();
  viewer.setDisplay({ low: 10_000, high: 30_000 });
  const { camera } = viewer.getState();
  at('pointerdown', 300, 100, 2);
  at('pointermove', 500, 100, 2);
  at('pointerup', 500, 100, 2);

  // 200 pixels to the right double the width; the middle of 20,000 stays.
  expect(viewer.getState()).toMatchObject({ camera, preset: 'custom', display: { low: 0, high: 40_000 } });
});

test('a box lies over its texels at every zoom, and tells when the pointer is on it', async () => {
  const { viewer, host, hovered } = await desk();
  viewer.setFindings([{ id: 'f1', label: '1', kind: 'outlier-dense', box: { x: 100, y: 50, w: 200, h: 40 } }]);
  viewer.oneToOne();
  await nextFrame();
  const rect = host.querySelector('rect');
  const numbers = ['x', 'y', 'width', 'height'].map((name) => Number(rect?.getAttribute(name)));
  rect?.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));

  // The whole picture of 600 x 200 in 600 x 200 pixels.
  expect(numbers).toEqual([100, 50, 200, 40]);
  expect(hovered()).toBe('f1');
  expect(host.querySelector('.finding-box')?.classList.contains('lit')).toBe(true);
});

async function desk() {
  let last: ReadOut | null = null;
  let box: string | null = null;
  const { viewer, host } = await viewerOf(plane, {
    width: 600,
    height: 200,
    onReadOut: (value) => {
      last = value;
    },
    onHoverFinding: (id) => {
      box = id;
    },
  });
  Object.assign(host.style, { position: 'fixed', left: '0', top: '0' });
  // Synthetic pointers are not active ones; capture is the browser's own business.
  host.setPointerCapture = () => {};
  const at = (type: string, clientX: number, clientY: number, button = 0): void => {
    host.dispatchEvent(new PointerEvent(type, { clientX, clientY, button, bubbles: true, pointerId: 1 }));
  };
  return { viewer, host, at, readOut: () => last as ReadOut | null, hovered: () => box };
}

function nextFrame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}
