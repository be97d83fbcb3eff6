import { MarkId } from '@h986/domain';
import { afterEach, expect, test } from 'vitest';
import '../../styles/marks.css';
import '../../viewer/viewer.css';
import { apart, type Plane, viewerOf } from '../../viewer/testing.ts';
import type { Viewer } from '../../viewer/types.ts';
import type { DrawnMark } from './history.ts';
import { createMarkLayer, type MarkHands } from './layer.ts';

const steps: Plane = { lines: 512, channels: 96, sample: (energy, line) => 6_000 + 8_000 * (line >> 7) + energy };
/** Half a line and half a channel a pixel: one pixel is two lines and, as 1 mm is square, two channels. */
const size = { width: 256, height: 48 };
const id = (n: number) => MarkId.parse(`01J${String(n).padStart(23, '0')}`);
const mark = (n: number, more: Partial<DrawnMark> = {}): DrawnMark => ({
  id: id(n),
  kind: 'box',
  points: [
    { x: 100, y: 20 },
    { x: 200, y: 60 },
  ],
  text: '',
  by: 'analyst',
  at: '2026-11-25T03:00:00.000Z',
  ...more,
});

let open: (() => void)[] = [];
afterEach(() => {
  for (const close of open) close();
  open = [];
  document.body.replaceChildren();
});

interface Done {
  drawn: [string, DrawnMark['points']][];
  moved: [string, DrawnMark['points']][];
  chosen: (string | null)[];
}

async function marked(onBackend?: (backend: string) => void) {
  const { viewer, host } = await viewerOf(steps, { ...size, ...(onBackend && { onBackend }) });
  const done: Done = { drawn: [], moved: [], chosen: [] };
  const hands: MarkHands = {
    mine: ({ by }) => by === 'analyst',
    look: ({ by }, n) => ({ label: `M${n}`, title: by, theirs: by !== 'analyst' }),
    onDraw: (kind, points) => done.drawn.push([kind, points]),
    onMove: (of, points) => done.moved.push([of, points]),
    onSelect: (of) => done.chosen.push(of),
    onHover() {},
  };
  const layer = createMarkLayer(host, viewer, hands);
  open.push(() => {
    layer.destroy();
    viewer.destroy();
  });
  await frames(2);
  return { viewer, host, layer, done };
}

const frames = async (count: number): Promise<void> => {
  for (let i = 0; i < count; i++) await new Promise(requestAnimationFrame);
};

/** From where to where, CSS pixels of the host; on what lies there. */
function drag(host: HTMLElement, from: [number, number], to: [number, number]): void {
  const { left, top } = host.getBoundingClientRect();
  const target = document.elementFromPoint(left + from[0], top + from[1]) ?? host;
  host.setPointerCapture = () => {};
  const fire = (type: string, [x, y]: [number, number]) =>
    target.dispatchEvent(
      new PointerEvent(type, { clientX: left + x, clientY: top + y, pointerId: 1, button: 0, bubbles: true }),
    );
  fire('pointerdown', from);
  fire('pointermove', to);
  fire('pointerup', to);
}

const near = (x: number, y: number) => ({ x: expect.closeTo(x, 3), y: expect.closeTo(y, 3) });
const at = (viewer: Viewer, line: number, channel: number): [number, number] => {
  const { x, y } = viewer.toScreen({ line, channel });
  return [x, y];
};

test('a drag draws in lines and channels, a click draws only a note, and the picture stays where it is', async () => {
  const { viewer, host, layer, done } = await marked();
  const before = viewer.getState().camera;
  layer.setTool('box');
  drag(host, at(viewer, 40, 10), at(viewer, 140, 50));
  drag(host, at(viewer, 40, 10), at(viewer, 41, 10));
  layer.setTool('note');
  drag(host, at(viewer, 300, 30), at(viewer, 300, 30));
  expect(done.drawn).toEqual([
    ['box', [near(40, 10), near(140, 50)]],
    ['note', [near(300, 30)]],
  ]);
  expect(viewer.getState().camera).toEqual(before);
  layer.setTool(null);
  drag(host, [200, 20], [220, 25]);
  expect(viewer.getState().camera).not.toEqual(before);
  expect(done.drawn).toHaveLength(2);
});

test('a mark is chosen at its line, moved as a whole, pulled at a handle; another’s can only be chosen', async () => {
  const { viewer, host, layer, done } = await marked();
  layer.set(
    [
      mark(1),
      mark(2, {
        by: 'analyst2',
        points: [
          { x: 300, y: 20 },
          { x: 400, y: 60 },
        ],
      }),
    ],
    id(1),
  );
  await frames(2);
  drag(host, at(viewer, 150, 20), at(viewer, 170, 30));
  drag(host, at(viewer, 200, 60), at(viewer, 220, 80));
  drag(host, at(viewer, 350, 20), at(viewer, 370, 40));
  // Its inside is the picture's.
  drag(host, at(viewer, 150, 40), at(viewer, 150, 40));
  expect(done.moved).toEqual([
    [id(1), [near(120, 30), near(220, 70)]],
    [id(1), [near(100, 20), near(220, 80)]],
  ]);
  expect(done.chosen).toEqual([id(2), null]);
});

test('marks and display come back after the graphics card was lost', async () => {
  const backends: string[] = [];
  const { viewer, host, layer } = await marked((backend) => backends.push(backend));
  layer.set([mark(1), mark(2, { kind: 'ruler' })], null);
  viewer.setDisplay({ edges: 0.4, invert: true });
  viewer.zoom(1.5);
  await frames(2);
  const drawn = () => host.querySelector('.viewer-overlays')?.innerHTML;
  const before = { marks: drawn(), pixels: viewer.readPixels().data };
  const card = host.querySelector('canvas')?.getContext('webgl2')?.getExtension('WEBGL_lose_context');
  card?.loseContext();
  await expect.poll(() => backends.at(-1)).toBe('lost');
  expect(drawn()).toBe(before.marks);
  card?.restoreContext();
  await expect.poll(() => backends.at(-1)).toBe('webgl2');
  await frames(2);
  expect(drawn()).toBe(before.marks);
  expect(before.marks).toContain('M2');
  expect(apart(viewer.readPixels().data, before.pixels)).toBe(0);
});

test('arrow heads and labels keep their size on the screen, also where the picture is mirrored', async () => {
  const { viewer, host, layer } = await marked();
  layer.set([mark(1, { kind: 'arrow' })], null);
  const widths: number[] = [];
  for (const zoom of [1, 3]) {
    viewer.zoom(zoom);
    await frames(2);
    widths.push((host.querySelector('.mark-label') as SVGTextElement).getBoundingClientRect().width);
  }
  viewer.mirror();
  await frames(2);
  const label = host.querySelector('.mark-label') as SVGTextElement;
  widths.push(label.getBoundingClientRect().width);
  expect(Math.max(...widths) - Math.min(...widths)).toBeLessThan(1.5);
  // Mirrored twice, by the picture and by itself, it can be read.
  expect(label.getScreenCTM()?.a).toBeGreaterThan(0);
});

test('of a thousand marks a pan draws none anew, a stroke draws one, and only those with room carry their label', async () => {
  const { viewer, layer, host } = await marked();
  const many = Array.from({ length: 1_000 }, (_, i) =>
    mark(i, {
      points: [
        { x: i / 2, y: i % 90 },
        { x: i / 2 + 8, y: (i % 90) + 6 },
      ],
    }),
  );
  layer.set(many, null);
  await frames(2);
  const overlays = host.querySelector('.viewer-overlays') as SVGElement;
  const touched = await changes(overlays, async () => {
    viewer.pan(10, 3);
    await frames(2);
  });
  expect(touched).toBe(1);
  const stroke = await changes(overlays, async () => layer.set([...many, mark(1_000)], null));
  expect(stroke).toBeLessThan(5);
  const labels = () => [...host.querySelectorAll<SVGElement>('.mark-label')].filter((one) => one.style.display === '');
  // The one of 100 lines alone is wide enough.
  expect(labels().map(({ textContent }) => textContent)).toEqual(['M1001']);
  layer.light(id(5));
  expect(labels().map(({ textContent }) => textContent)).toEqual(['M6', 'M1001']);
});

async function changes(element: Element, work: () => Promise<void>): Promise<number> {
  let count = 0;
  const watcher = new MutationObserver((records) => {
    count += records.length;
  });
  watcher.observe(element, { subtree: true, childList: true, attributes: true });
  await work();
  count += watcher.takeRecords().length;
  watcher.disconnect();
  return count;
}
