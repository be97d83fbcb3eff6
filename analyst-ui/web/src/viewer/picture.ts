import type { Geometry } from '@h986/domain';
import type { Extent } from './camera.ts';
import { createCpuRenderer } from './cpu/renderer.ts';
import type { Frame, Pixels, Renderer } from './frame.ts';
import { createGlRenderer } from './gl/renderer.ts';
import { createStripStore, type Stores, type StripStore } from './strip-store.ts';
import type { Known, ViewerOptions } from './types.ts';

/** One scan on its canvas, and the one it is compared with. */
export interface Picture {
  store: StripStore;
  /** The second picture's strips come and go in the second place. */
  stores: Stores;
  renderer: Pick<Renderer, 'put' | 'finish'>;
  canvas: HTMLCanvasElement;
  geometry: Geometry;
  known: Known;
  /** As far as it has come or is known to go. */
  extent(): Extent;
  draw(frame: Frame): void;
  /** Draws and reads back. */
  pixels(frame: Frame): Pixels;
  remove(): void;
}

/** A canvas of its own for each picture: a canvas that has had one kind of context never gives another. */
export function createPicture(
  host: HTMLElement,
  geometry: Geometry,
  known: Known,
  { onBackend, forceCpu = false }: ViewerOptions,
  redraw: () => void,
): Picture {
  const { channels, linePitchMm, channelPitchMm } = geometry;
  const store = createStripStore(channels);
  const stores: Stores = [store, null];
  const canvas = document.createElement('canvas');
  canvas.className = 'viewer-canvas';
  host.prepend(canvas);
  const onContext = (state: 'lost' | 'restored'): void => {
    onBackend?.(state === 'lost' ? 'lost' : 'webgl2');
    redraw();
  };
  const gl = forceCpu ? null : createGlRenderer(canvas, stores, onContext);
  onBackend?.(gl === null ? 'cpu' : 'webgl2');
  const renderer = gl ?? createCpuRenderer(canvas, stores);
  const picture: Picture = {
    store,
    stores,
    renderer,
    canvas,
    geometry,
    known,
    extent: () => ({
      lines: Math.max(1, store.end(), picture.known.lines ?? 0),
      channels,
      linePitchMm,
      channelPitchMm,
    }),
    draw(frame) {
      shape(canvas, frame);
      renderer.draw(frame);
    },
    pixels(frame) {
      shape(canvas, frame);
      return renderer.pixels(frame);
    },
    remove() {
      renderer.destroy();
      canvas.remove();
    },
  };
  return picture;
}

/** As many pixels as the frame has, and as large on the screen as they stand for. */
function shape(canvas: HTMLCanvasElement, { screen, coarse }: Frame): void {
  if (canvas.width === screen.width && canvas.height === screen.height) return;
  Object.assign(canvas, screen);
  const side = coarse / (window.devicePixelRatio || 1);
  canvas.style.width = coarse === 1 ? '' : `${screen.width * side}px`;
  canvas.style.height = coarse === 1 ? '' : `${screen.height * side}px`;
}
