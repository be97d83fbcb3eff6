import { type Camera, type Extent, matrixOf, type Size } from './camera.ts';
import { createShift } from './shift.ts';
import type { Overlay } from './types.ts';

/** The SVG over the canvas in which others draw in lines and channels. */
export interface OverlayLayer {
  add(): Overlay;
  show(visible: boolean): void;
  /** @param moving as a picture of itself will do */
  place(camera: Camera, extent: Extent, screen: Size, ratio: number, moving: boolean): void;
  destroy(): void;
}

const SVG = 'http://www.w3.org/2000/svg';
type Placed = Parameters<Overlay['onPlaced']>[0];

export function createOverlayLayer(host: HTMLElement, redraw: () => void): OverlayLayer {
  const svg = document.createElementNS(SVG, 'svg');
  svg.classList.add('viewer-overlays');
  host.append(svg);
  const shift = createShift(svg);
  const groups = new Map<SVGGElement, Set<Placed>>();

  return {
    add() {
      const group = document.createElementNS(SVG, 'g');
      const listeners = new Set<Placed>();
      groups.set(group, listeners);
      svg.append(group);
      redraw();
      return {
        group,
        onPlaced(listener) {
          listeners.add(listener);
          redraw();
        },
        remove() {
          groups.delete(group);
          group.remove();
        },
      };
    },
    show: (visible) => svg.classList.toggle('hidden', !visible),
    place(camera, extent, screen, ratio, moving) {
      const matrix = matrixOf(camera, extent, screen, ratio);
      if (shift.to(matrix, moving)) return;
      const [a, d, e, f] = matrix;
      // One attribute for everything in it: a thousand marks cost what one costs.
      for (const [group, listeners] of groups) {
        group.setAttribute('transform', `matrix(${a} 0 0 ${d} ${e} ${f})`);
        for (const listener of listeners) listener({ line: 1 / Math.abs(a), channel: 1 / Math.abs(d) });
      }
    },
    destroy: () => svg.remove(),
  };
}
