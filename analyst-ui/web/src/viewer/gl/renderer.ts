import { STRIP_LINES } from '@h986/domain';
import type { Frame, Pixels, Renderer } from './frame.ts';
import { createGlPlane, type GlPlane } from './gl-plane.ts';
import { activate, buildProgram, createLookup, type Lookup } from './gl-tools.ts';
import { FRAGMENT_SHADER, VERTEX_SHADER } from './shaders.ts';
import type { StripStore } from './strip-store.ts';

/** @returns null where there is no WebGL2 */
export function createGlRenderer(
  canvas: HTMLCanvasElement,
  store: StripStore,
  onContext: (state: 'lost' | 'restored') => void,
): Renderer | null {
  const gl = canvas.getContext('webgl2', { alpha: false, antialias: false, depth: false, stencil: false });
  if (gl === null) return null;
  let resources: Resources | null = build(gl, store);

  const lost = (event: Event): void => {
    // Without this the browser never gives the context back.
    event.preventDefault();
    resources = null;
    onContext('lost');
  };
  const restored = (): void => {
    resources = build(gl, store);
    onContext('restored');
  };
  canvas.addEventListener('webglcontextlost', lost);
  canvas.addEventListener('webglcontextrestored', restored);

  return {
    put: (strip) => resources?.plane.put(strip),
    draw: (frame) => {
      if (resources !== null) drawFrame(gl, resources, frame);
    },
    pixels(frame) {
      if (resources !== null) drawFrame(gl, resources, frame);
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
  program: WebGLProgram;
  place(name: string): WebGLUniformLocation | null;
  plane: GlPlane;
  curve: Lookup;
  columns: Lookup;
  rows: Lookup;
  heat: Lookup;
}

function build(gl: WebGL2RenderingContext, store: StripStore): Resources {
  const program = buildProgram(gl, VERTEX_SHADER, FRAGMENT_SHADER);
  const places = new Map<string, WebGLUniformLocation | null>();
  const place = (name: string): WebGLUniformLocation | null => {
    if (!places.has(name)) places.set(name, gl.getUniformLocation(program, name));
    return places.get(name) ?? null;
  };
  activate(gl, program);
  for (const [unit, name] of UNITS.entries()) gl.uniform1i(place(name), unit);
  gl.bindVertexArray(gl.createVertexArray());
  return {
    program,
    place,
    plane: createGlPlane(gl, store),
    curve: createLookup(gl, { inner: gl.R8UI, format: gl.RED_INTEGER, type: gl.UNSIGNED_BYTE }),
    columns: createLookup(gl, { inner: gl.RG32I, format: gl.RG_INTEGER, type: gl.INT }),
    rows: createLookup(gl, { inner: gl.RG32I, format: gl.RG_INTEGER, type: gl.INT }),
    heat: createLookup(gl, { inner: gl.R8, format: gl.RED, type: gl.UNSIGNED_BYTE }),
  };
}

/** By texture unit. */
const UNITS = ['uMean', 'uDarkest', 'uCurve', 'uColumns', 'uRows', 'uHeat'] as const;
const NO_HEAT = { width: 1, height: 1, cells: new Uint8Array(1) };

function drawFrame(gl: WebGL2RenderingContext, resources: Resources, frame: Frame): void {
  const { place, plane, curve, columns, rows, heat } = resources;
  const { screen, axes, extent } = frame;
  const map = frame.heat ?? NO_HEAT;
  activate(gl, resources.program);
  plane.bind(0, 1);
  curve.fill(2, 256, 256, frame.curve);
  columns.fill(3, screen.width, 1, axes.columns);
  rows.fill(4, screen.height, 1, axes.rows);
  heat.fill(5, map.width, map.height, map.cells);
  gl.uniform1i(place('uLevel'), axes.level);
  gl.uniform1i(place('uStripColumns'), STRIP_LINES >> axes.level);
  gl.uniform1i(place('uEnergy'), frame.energy === 'high' ? 0 : 1);
  gl.uniform1i(place('uKeepDark'), frame.keepDark ? 1 : 0);
  gl.uniform1i(place('uScreenHeight'), screen.height);
  gl.uniform2f(place('uTexels'), extent.lines, extent.channels);
  gl.uniform1f(place('uHeatOpacity'), frame.heat === null ? 0 : frame.heatOpacity);
  gl.viewport(0, 0, screen.width, screen.height);
  gl.disable(gl.BLEND);
  gl.disable(gl.DITHER);
  gl.drawArrays(gl.TRIANGLES, 0, 3);
}

function readBack(gl: WebGL2RenderingContext, { screen: { width, height } }: Frame): Pixels {
  const upsideDown = new Uint8Array(width * height * 4);
  gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, upsideDown);
  const data = new Uint8ClampedArray(upsideDown.length);
  const row = width * 4;
  for (let y = 0; y < height; y++) data.set(upsideDown.subarray(y * row, (y + 1) * row), (height - 1 - y) * row);
  return { width, height, data };
}
