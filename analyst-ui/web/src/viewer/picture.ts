import { type Geometry, NO_DATA, TRANSMISSION_ONE } from '@h986/domain';
import type { Extent, Point } from './camera.ts';
import { createCpuRenderer } from './cpu-renderer.ts';
import type { Renderer } from './frame.ts';
import { createGlRenderer } from './gl-renderer.ts';
import { createStripStore, type StripStore } from './strip-store.ts';
import type { ReadOut, ViewerOptions } from './types.ts';

/** One scan on its canvas. */
export interface Picture {
  store: StripStore;
  renderer: Renderer;
  canvas: HTMLCanvasElement;
  /** As far as it has come. */
  extent(): Extent;
  /** @param mm from the top left */
  readOut(mm: Point): ReadOut | null;
  remove(): void;
}

/** A canvas of its own for each picture: a canvas that has had one kind of context never gives another. */
export function createPicture(
  host: HTMLElement,
  { channels, linePitchMm, channelPitchMm }: Geometry,
  { onBackend, forceCpu = false }: ViewerOptions,
  redraw: () => void,
): Picture {
  const store = createStripStore(channels);
  const canvas = document.createElement('canvas');
  canvas.className = 'viewer-canvas';
  host.prepend(canvas);
  const onContext = (state: 'lost' | 'restored'): void => {
    onBackend?.(state === 'lost' ? 'lost' : 'webgl2');
    redraw();
  };
  const gl = forceCpu ? null : createGlRenderer(canvas, store, onContext);
  onBackend?.(gl === null ? 'cpu' : 'webgl2');
  const renderer = gl ?? createCpuRenderer(canvas, store);

  function extent(): Extent {
    return { lines: Math.max(1, store.end()), channels, linePitchMm, channelPitchMm };
  }

  function readOut(mm: Point): ReadOut | null {
    const line = Math.floor(mm.x / linePitchMm);
    const channel = Math.floor(mm.y / channelPitchMm);
    if (line < 0 || channel < 0 || line >= store.end() || channel >= channels) return null;
    const share = (energy: 'high' | 'low'): number | null => {
      const value = store.at(energy, line, channel);
      return value === NO_DATA ? null : value / TRANSMISSION_ONE;
    };
    return { line, channel, xMm: mm.x, yMm: mm.y, high: share('high'), low: share('low') };
  }

  function remove(): void {
    renderer.destroy();
    canvas.remove();
  }

  return { store, renderer, canvas, extent, readOut, remove };
}
