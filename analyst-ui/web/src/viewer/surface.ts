import { type BoxLayer, createBoxLayer } from './boxes.ts';
import type { Camera, Extent, Point, Size } from './camera.ts';
import { createOverlayLayer, type OverlayLayer } from './overlays.ts';
import { createRuler, type Ruler } from './ruler.ts';
import type { Measure, PicturePoint } from './types.ts';

/** Everything over the canvas that is not pixels: findings, drawings of others, ruler, the lens' frame. */
export interface Surface {
  boxes: BoxLayer;
  overlays: OverlayLayer;
  ruler: Ruler;
  /** @param visible false while someone peeks */
  place(how: Placing): void;
  destroy(): void;
}

export interface Placing {
  camera: Camera;
  extent: Extent;
  screen: Size;
  /** Device pixels in a CSS pixel. */
  ratio: number;
  toScreen(point: PicturePoint): Point;
  /** The lens, device pixels. */
  lens: { at: Point; side: number } | null;
  /** Frames are slow and more of them follow. */
  moving: boolean;
}

export interface SurfaceOptions {
  onHover(id: string | null): void;
  redraw(): void;
  words(measure: Measure): string;
}

export function createSurface(host: HTMLElement, { onHover, redraw, words }: SurfaceOptions): Surface {
  const boxes = createBoxLayer(host, onHover);
  const overlays = createOverlayLayer(host, redraw);
  const ruler = createRuler(host, words);
  const frame = document.createElement('div');
  frame.className = 'viewer-lens hidden';
  host.append(frame);

  return {
    boxes,
    overlays,
    ruler,
    place({ camera, extent, screen, ratio, toScreen, lens, moving }) {
      boxes.place(camera, extent, screen, ratio, moving);
      overlays.place(camera, extent, screen, ratio, moving);
      ruler.place(toScreen);
      frame.classList.toggle('hidden', lens === null);
      if (lens === null) return;
      const side = lens.side / ratio;
      frame.style.width = `${side}px`;
      frame.style.height = `${side}px`;
      frame.style.transform = `translate(${lens.at.x / ratio - side / 2}px, ${lens.at.y / ratio - side / 2}px)`;
    },
    destroy() {
      boxes.destroy();
      overlays.destroy();
      ruler.destroy();
      frame.remove();
    },
  };
}
