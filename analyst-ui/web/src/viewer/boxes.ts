import type { BoxPx } from '@h986/domain';
import { type Camera, type Extent, matrixOf, type Size } from './camera.ts';
import { createShift } from './shift.ts';

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
  /** @param moving as a picture of itself will do */
  place(camera: Camera, extent: Extent, screen: Size, ratio: number, moving: boolean): void;
  destroy(): void;
}

const SVG = 'http://www.w3.org/2000/svg';
/** Smaller than this on screen a box could not be seen or hit. */
const LEAST_PX = 10;
/** With more boxes in sight than this, only those that are wide enough for it carry their label. */
const MOST_LABELS = 120;
const ROOM_FOR_LABEL_PX = 48;

interface Drawn {
  marked: MarkedBox;
  group: SVGGElement;
  text: SVGTextElement;
  /** As drawn last, lines and channels. */
  w: number;
  h: number;
}

/**
 * Rectangles stand in lines and channels under one matrix, so that panning costs the same for one box and for a thousand;
 * labels keep their size and are placed one by one, only where they are seen.
 */
export function createBoxLayer(host: HTMLElement, onHover: (id: string | null) => void): BoxLayer {
  const svg = document.createElementNS(SVG, 'svg');
  svg.classList.add('viewer-boxes');
  svg.setAttribute('aria-hidden', 'true');
  const rects = document.createElementNS(SVG, 'g');
  const labels = document.createElementNS(SVG, 'g');
  svg.append(rects, labels);
  host.append(svg);
  const shift = createShift(svg);
  let drawn: Drawn[] = [];
  let lit: string | null = null;

  const over = (event: PointerEvent): void => {
    const group = event.target instanceof Element ? event.target.closest<SVGGElement>('[data-finding]') : null;
    onHover(group?.dataset.finding ?? null);
  };
  svg.addEventListener('pointerover', over);
  svg.addEventListener('pointerleave', () => onHover(null));

  function highlight(id: string | null): void {
    lit = id;
    for (const { marked, group } of drawn) group.classList.toggle('lit', marked.id === id);
  }

  return {
    set(boxes) {
      drawn = boxes.map(drawnOf);
      rects.replaceChildren(...drawn.map(({ group }) => group));
      labels.replaceChildren(...drawn.map(({ text }) => text));
      highlight(lit);
    },
    show: (visible) => svg.classList.toggle('hidden', !visible),
    highlight,
    place(camera, extent, screen, ratio, moving) {
      if (drawn.length === 0) return;
      const matrix = matrixOf(camera, extent, screen, ratio);
      if (shift.to(matrix, moving)) return;
      rects.setAttribute('transform', `matrix(${matrix[0]} 0 0 ${matrix[1]} ${matrix[2]} ${matrix[3]})`);
      const places = drawn.map((one) => placeOf(one, matrix));
      const size = { width: screen.width / ratio, height: screen.height / ratio };
      const seen = places.filter((place) => inSight(place, size)).length;
      for (const [i, one] of drawn.entries()) {
        const place = places[i] as Place;
        const room = seen <= MOST_LABELS || place.w >= ROOM_FOR_LABEL_PX || one.marked.id === lit;
        label(one.text, place, room && inSight(place, size));
      }
    },
    destroy: () => svg.remove(),
  };
}

function drawnOf(marked: MarkedBox): Drawn {
  const { id, label: words, kind, box, weak = false } = marked;
  const group = document.createElementNS(SVG, 'g');
  group.dataset.finding = id;
  group.classList.add('finding-box', kind);
  group.classList.toggle('weak', weak);
  // Twice: a dark line under the coloured one, to be seen on white air and on black steel.
  for (const role of ['under', 'line']) {
    const rect = document.createElementNS(SVG, 'rect');
    rect.classList.add(role);
    for (const name of ['x', 'y'] as const) rect.setAttribute(name, String(box[name]));
    group.append(rect);
  }
  const text = document.createElementNS(SVG, 'text');
  text.classList.add('finding-label');
  text.textContent = words;
  return { marked, group, text, w: -1, h: -1 };
}

/** CSS pixels. */
interface Place {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** Where a box lies on the screen; a small one is drawn larger, which changes only when the scale does. */
function placeOf(one: Drawn, [a, d, e, f]: readonly [number, number, number, number]): Place {
  const { x, y, w: width, h: height } = one.marked.box;
  const w = Math.max(width, LEAST_PX / Math.abs(a));
  const h = Math.max(height, LEAST_PX / Math.abs(d));
  if (w !== one.w || h !== one.h) {
    one.w = w;
    one.h = h;
    for (const rect of one.group.children) {
      rect.setAttribute('width', String(w));
      rect.setAttribute('height', String(h));
    }
  }
  const [x1, x2] = [e + a * x, e + a * (x + w)];
  const [y1, y2] = [f + d * y, f + d * (y + h)];
  return { x: Math.min(x1, x2), y: Math.min(y1, y2), w: Math.abs(x2 - x1), h: Math.abs(y2 - y1) };
}

function inSight({ x, y, w, h }: Place, { width, height }: Size): boolean {
  return x < width && y < height && x + w > 0 && y + h > 0;
}

function label(text: SVGTextElement, { x, y }: Place, shown: boolean): void {
  text.style.display = shown ? '' : 'none';
  if (!shown) return;
  text.setAttribute('x', String(x + 3));
  text.setAttribute('y', String(Math.max(14, y - 5)));
}
