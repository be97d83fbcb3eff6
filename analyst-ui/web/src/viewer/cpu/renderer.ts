import type { Frame, Pixels, Renderer } from '../frame.ts';
import type { Stores } from '../strip-store.ts';
import type { PictureNumber } from '../types.ts';
import { drawMaskOnCpu, drawPreviewOnCpu } from './overlays.ts';
import { type CpuPrepared, createCpuPrepared } from './prepared.ts';
import { type CpuSource, shadeDifference, shadeView } from './shade.ts';

/** For machines without WebGL2: the same pixels, slower. Also what the tests hold the shaders against. */
export function createCpuRenderer(canvas: HTMLCanvasElement, stores: Stores): Renderer {
  const context = canvas.getContext('2d', { alpha: false });
  const prepared = new WeakMap<object, CpuPrepared>();

  function sourceOf(picture: PictureNumber): CpuSource | null {
    const store = stores[picture];
    if (store === null) return null;
    const known = prepared.get(store) ?? createCpuPrepared(store);
    prepared.set(store, known);
    return { store, prepared: known };
  }

  function pixels(frame: Frame): Pixels {
    const { width, height } = frame.screen;
    const out: Pixels = { width, height, data: new Uint8ClampedArray(width * height * 4) };
    out.data.fill(255);
    for (const view of frame.views) {
      const source = sourceOf(view.picture);
      if (source === null) continue;
      if (view.against !== null) {
        const second = sourceOf(1);
        if (second !== null) shadeDifference(frame, view, source, second, out);
        continue;
      }
      shadeView(frame, view, source, out);
      if (view.picture === 1) continue;
      if (frame.preview !== null) drawPreviewOnCpu(frame.preview, view, source.store, out);
      for (const mask of frame.masks) drawMaskOnCpu(mask, view, out);
    }
    return out;
  }

  return {
    put(picture, strip) {
      const store = stores[picture];
      if (store !== null) prepared.get(store)?.spoil(strip);
    },
    draw(frame) {
      const { data, width, height } = pixels(frame);
      context?.putImageData(new ImageData(data, width, height), 0, 0);
    },
    finish() {},
    pixels,
    destroy: () => {},
  };
}
