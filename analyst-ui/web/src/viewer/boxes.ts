import type { BoxPx } from '@h986/domain';
import { type Camera, type Extent, type Size, toScreen } from './camera.ts';

/** A finding's place on the picture, and the short text at its corner. */
export interface MarkedBox {
  id: string;
  label: string;
  kind: string;
  box: BoxPx;
  /** Drawn with less weight. */
  weak?: boolean;
}

/** Boxes over the canvas, in image coordinates; lines stay one thickness at every zoom. */
export interface BoxLayer {
  set(boxes: readonly MarkedBox[]): void;
  show(visible: boolean): void;
  highlight(id: string | null): void;
  place(camera: Camera, extent: Extent, screen: Size, ratio: number): void;
  destroy(): void;
}

const SVG = 'http://www.w3.org/2000/svg';
/** Smaller than this on screen a box could not be seen or hit. */
const LEAST_PX = 10;

export function createBoxLayer(host: HTMLElement, onHover: (id: string | null) => void): BoxLayer {
  const svg = document.createElementNS(SVG, 'svg');
  svg.classList.add('viewer-boxes');
  svg.setAttribute('aria-hidden', 'true');
  host.append(svg);
  let drawn: { marked: MarkedBox; group: SVGGElement }[] = [];

  const over = (event: PointerEvent): void => {
    const group = event.target instanceof Element ? event.target.closest<SVGGElement>('[data-finding]') : null;
    onHover(group?.dataset.finding ?? null);
  };
  svg.addEventListener('pointerover', over);
  svg.addEventListener('pointerleave', () => onHover(null));

  return {
    set(boxes) {
      drawn = boxes.map((marked) => ({ marked, group: groupOf(marked) }));
      svg.replaceChildren(...drawn.map(({ group }) => group));
    },
    show: (visible) => svg.classList.toggle('hidden', !visible),
    highlight(id) {
      for (const { marked, group } of drawn) group.classList.toggle('lit', marked.id === id);
    },
    place(camera, extent, screen, ratio) {
      for (const { marked, group } of drawn) placeGroup(group, marked.box, camera, extent, screen, ratio);
    },
    destroy: () => svg.remove(),
  };
}

function groupOf({ id, label, kind, weak = false }: MarkedBox): SVGGElement {
  const group = document.createElementNS(SVG, 'g');
  group.dataset.finding = id;
  group.classList.add('finding-box', kind);
  group.classList.toggle('weak', weak);
  const text = document.createElementNS(SVG, 'text');
  text.textContent = label;
  // Twice: a dark line under the coloured one, to be seen on white air and on black steel.
  for (const role of ['under', 'line']) {
    const rect = document.createElementNS(SVG, 'rect');
    rect.classList.add(role);
    group.append(rect);
  }
  group.append(text);
  return group;
}

function placeGroup(group: SVGGElement, box: BoxPx, camera: Camera, extent: Extent, screen: Size, ratio: number): void {
  const mm = { x: box.x * extent.linePitchMm, y: box.y * extent.channelPitchMm };
  const start = toScreen(camera, mm, screen);
  const w = Math.max(LEAST_PX, (box.w * extent.linePitchMm * camera.scale) / ratio);
  const h = Math.max(LEAST_PX, (box.h * extent.channelPitchMm * camera.scale) / ratio);
  const x = start.x / ratio;
  const y = start.y / ratio;
  for (const child of group.children) {
    const isText = child.tagName === 'text';
    child.setAttribute('x', String(isText ? x + 3 : x));
    child.setAttribute('y', String(isText ? Math.max(14, y - 5) : y));
    if (isText) continue;
    child.setAttribute('width', String(w));
    child.setAttribute('height', String(h));
  }
}
