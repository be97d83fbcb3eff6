import type { Frame, Pixels, Renderer } from '../frame.ts';
import type { Stores } from '../strip-store.ts';
import type { PictureNumber } from '../types.ts';
import { createDrawTools, type DrawTools, drawView } from './draw.ts';
import { createGlSource, createPrepareTools, type GlSource, type PrepareTools } from './source.ts';

/**
 * @param stores of both pictures; the second may come and go
 * @returns null where there is no WebGL2
 */
export function createGlRenderer(
  canvas: HTMLCanvasElement,
  stores: Stores,
  onContext: (state: 'lost' | 'restored') => void,
): Renderer | null {
  const gl = canvas.getContext('webgl2', { alpha: false, antialias: false, depth: false, stencil: false });
  if (gl === null) return null;
  let resources: Resources | null = build(gl);

  const lost = (event: Event): void => {
    // Without this the browser never gives the context back.
    event.preventDefault();
    resources = null;
    onContext('lost');
  };
  const restored = (): void => {
    resources = build(gl);
    onContext('restored');
  };
  canvas.addEventListener('webglcontextlost', lost);
  canvas.addEventListener('webglcontextrestored', restored);

  const draw = (frame: Frame): void => {
    if (resources === null) return;
    const held = resources;
    const sourceOf = (picture: PictureNumber): GlSource | null => source(gl, held, stores, picture);
    for (const view of frame.views) drawView(gl, held.draw, frame, view, sourceOf);
  };

  return {
    put: (picture, strip) => resources?.sources[picture]?.source.put(strip),
    draw,
    // One pixel read back: the only thing that a browser waits for.
    finish: () => gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4)),
    pixels(frame) {
      draw(frame);
      return readBack(gl, frame);
    },
    destroy() {
      canvas.removeEventListener('webglcontextlost', lost);
      canvas.removeEventListener('webglcontextrestored', restored);
      // Browsers take contexts back late and allow about sixteen.
      gl.getExtension('WEBGL_lose_context')?.loseContext();
    },
  };
}

interface Resources {
  draw: DrawTools;
  prepare: PrepareTools;
  sources: [Held?, Held?];
}

/** A source with the store it was made of. */
interface Held {
  store: Stores[0];
  source: GlSource;
}

function build(gl: WebGL2RenderingContext): Resources {
  gl.bindVertexArray(gl.createVertexArray());
  gl.disable(gl.DITHER);
  return { draw: createDrawTools(gl), prepare: createPrepareTools(gl), sources: [] };
}

/** The picture's textures, made anew when its store is another one. */
function source(
  gl: WebGL2RenderingContext,
  { sources, prepare }: Resources,
  stores: Stores,
  picture: PictureNumber,
): GlSource | null {
  const store = stores[picture];
  const held = sources[picture];
  if (held !== undefined && held.store === store) return held.source;
  held?.source.free();
  if (store === null) {
    sources[picture] = undefined;
    return null;
  }
  const made = createGlSource(gl, store, prepare);
  sources[picture] = { store, source: made };
  return made;
}

function readBack(gl: WebGL2RenderingContext, { screen: { width, height } }: Frame): Pixels {
  const upsideDown = new Uint8Array(width * height * 4);
  gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, upsideDown);
  const data = new Uint8ClampedArray(upsideDown.length);
  const row = width * 4;
  for (let y = 0; y < height; y++) data.set(upsideDown.subarray(y * row, (y + 1) * row), (height - 1 - y) * row);
  return { width, height, data };
}
