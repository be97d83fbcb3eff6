import { NO_DATA, STRIP_LINES } from '@h986/domain';
import { WIDE_LEVEL } from '../cpu/neighbours.ts';
import { LEVELS, type Raster } from '../levels.ts';
import { CODES } from '../log-codes.ts';
import { paddedRows, type StripStore } from '../strip-store.ts';
import { nearest } from './tools.ts';

/** The strips on the graphics card: one layer each of two RG16UI arrays, a strip's pyramid in the layer's levels. */
export interface GlPlane {
  readonly rows: number;
  /** Strips there is room for; none before the first one comes or room is asked for. */
  layers(): number;
  /** A byte a layer, 1 where a strip has come; another array after each strip. */
  present(): Uint8Array;
  put(strip: number): void;
  /** Makes room for so many strips. */
  reserve(strips: number): void;
  /** The mean at a size, or the darkest. @returns where in the bound texture that size is */
  bind(unit: number, level: number, keepDark: boolean): number;
  /** The smallest size as codes, for means of wider neighbours. */
  bindWide(unit: number): void;
  free(): void;
}

/** Layers to begin with; doubled when a longer truck comes. */
const FIRST_LAYERS = 16;

export function createGlPlane(gl: WebGL2RenderingContext, store: StripStore): GlPlane {
  const rows = paddedRows(store.channels);
  let layers = 0;
  let present = new Uint8Array(0);
  let mean: WebGLTexture | null = null;
  let darkest: WebGLTexture | null = null;
  let wide: WebGLTexture | null = null;

  function grow(needed: number): void {
    gl.deleteTexture(mean);
    gl.deleteTexture(darkest);
    gl.deleteTexture(wide);
    layers = Math.max(FIRST_LAYERS, 2 ** Math.ceil(Math.log2(needed)));
    mean = emptyArray(gl, { width: STRIP_LINES, height: rows, layers, levels: LEVELS });
    // Its level 0 would be the mean's level 0 again.
    darkest = emptyArray(gl, { width: STRIP_LINES / 2, height: rows / 2, layers, levels: LEVELS - 1 });
    wide = emptyArray(gl, { width: STRIP_LINES >> WIDE_LEVEL, height: rows >> WIDE_LEVEL, layers, levels: 1 });
    present = new Uint8Array(layers);
    for (const strip of store.strips.keys()) upload(strip);
  }

  function upload(strip: number): void {
    const pyramid = store.strips.get(strip);
    if (pyramid === undefined) return;
    fillLayer(gl, mean, strip, pyramid.mean);
    fillLayer(gl, darkest, strip, pyramid.darkest.slice(1));
    const { samples, ...size } = pyramid.mean[WIDE_LEVEL] as Raster;
    fillLayer(gl, wide, strip, [{ ...size, samples: samples.map((value) => CODES[value] as number) }]);
    present = Uint8Array.from(present);
    present[strip] = 1;
  }

  if (store.strips.size > 0) grow(Math.max(...store.strips.keys()) + 1);
  return {
    rows,
    layers: () => layers,
    present: () => present,
    put(strip) {
      if (strip >= layers) grow(strip + 1);
      else upload(strip);
    },
    reserve(strips) {
      if (strips > layers) grow(strips);
    },
    bind(unit, level, keepDark) {
      const dark = keepDark && level > 0;
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(gl.TEXTURE_2D_ARRAY, dark ? darkest : mean);
      return dark ? level - 1 : level;
    },
    bindWide(unit) {
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(gl.TEXTURE_2D_ARRAY, wide);
    },
    free() {
      gl.deleteTexture(mean);
      gl.deleteTexture(darkest);
      gl.deleteTexture(wide);
    },
  };
}

interface ArraySize {
  width: number;
  height: number;
  layers: number;
  levels: number;
}

/** Cleared to "no data": a fresh texture holds zeros, and zero would read as steel. */
function emptyArray(gl: WebGL2RenderingContext, { width, height, layers, levels }: ArraySize): WebGLTexture | null {
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D_ARRAY, texture);
  gl.texStorage3D(gl.TEXTURE_2D_ARRAY, levels, gl.RG16UI, width, height, layers);
  nearest(gl, gl.TEXTURE_2D_ARRAY, gl.NEAREST_MIPMAP_NEAREST);
  const target = gl.createFramebuffer();
  gl.bindFramebuffer(gl.FRAMEBUFFER, target);
  for (let layer = 0; layer < layers; layer++) {
    for (let level = 0; level < levels; level++) {
      gl.framebufferTextureLayer(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, texture, level, layer);
      gl.viewport(0, 0, width >> level, height >> level);
      gl.clearBufferuiv(gl.COLOR, 0, [NO_DATA, NO_DATA, 0, 0]);
    }
  }
  gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  gl.deleteFramebuffer(target);
  return texture;
}

function fillLayer(gl: WebGL2RenderingContext, texture: WebGLTexture | null, layer: number, levels: Raster[]): void {
  gl.bindTexture(gl.TEXTURE_2D_ARRAY, texture);
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 4);
  for (const [level, { width, height, samples }] of levels.entries()) {
    gl.texSubImage3D(
      gl.TEXTURE_2D_ARRAY,
      level,
      0,
      0,
      layer,
      width,
      height,
      1,
      gl.RG_INTEGER,
      gl.UNSIGNED_SHORT,
      samples,
    );
  }
}
