import { STRIP_LINES } from '@h986/domain';
import type { Axes } from '../axes.ts';
import { LEVELS } from '../levels.ts';
import type { GlPlane } from './plane.ts';
import { nearest, type Program } from './tools.ts';

/** What a pass has worked out of a plane, strip by strip and size by size, only when it is first seen or has changed. */
export interface Prepared {
  /** Works out what these axes show and is not there yet. Leaves the screen as the target. */
  ensure(axes: Axes): void;
  bind(unit: number): void;
  /** A strip has changed: it and its neighbours, that look across the seam, are worked out anew. */
  spoil(strip: number): void;
  spoilAll(): void;
  free(): void;
}

interface Pass {
  program: Program;
  /** Of the target: RGBA16UI or R8UI. */
  format: number;
  /** Binds textures and sets uniforms other than level and strip. */
  begin(): void;
}

export function createPrepared(gl: WebGL2RenderingContext, plane: GlPlane, pass: Pass): Prepared {
  let texture: WebGLTexture | null = null;
  let layers = 0;
  const target = gl.createFramebuffer();
  /** strip x LEVELS + level */
  const ready = new Set<number>();

  function grow(): void {
    gl.deleteTexture(texture);
    ready.clear();
    layers = plane.layers();
    texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D_ARRAY, texture);
    gl.texStorage3D(gl.TEXTURE_2D_ARRAY, LEVELS, pass.format, STRIP_LINES, plane.rows, layers);
    nearest(gl, gl.TEXTURE_2D_ARRAY, gl.NEAREST_MIPMAP_NEAREST);
  }

  function ensure({ level, columns }: Axes): void {
    if (layers !== plane.layers()) grow();
    const missing = stripsOf(columns, STRIP_LINES >> level).filter((strip) => !ready.has(strip * LEVELS + level));
    if (missing.length === 0) return;
    pass.begin();
    gl.bindFramebuffer(gl.FRAMEBUFFER, target);
    gl.viewport(0, 0, STRIP_LINES >> level, plane.rows >> level);
    gl.uniform1i(pass.program.place('uLevel'), level);
    for (const strip of missing) {
      gl.framebufferTextureLayer(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, texture, level, strip);
      gl.uniform1i(pass.program.place('uStrip'), strip);
      gl.drawArrays(gl.TRIANGLES, 0, 3);
      ready.add(strip * LEVELS + level);
    }
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  }

  return {
    ensure,
    bind(unit) {
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(gl.TEXTURE_2D_ARRAY, texture);
    },
    spoil(strip) {
      for (const near of [strip - 1, strip, strip + 1]) {
        for (let level = 0; level < LEVELS; level++) ready.delete(near * LEVELS + level);
      }
    },
    spoilAll: () => ready.clear(),
    free() {
      gl.deleteTexture(texture);
      gl.deleteFramebuffer(target);
    },
  };
}

/** Strips that the columns of a view touch. */
function stripsOf(columns: Int32Array, stripColumns: number): number[] {
  let first = Number.POSITIVE_INFINITY;
  let last = -1;
  for (let i = 0; i < columns.length; i += 2) {
    if ((columns[i] as number) < 0) continue;
    first = Math.min(first, columns[i] as number);
    last = Math.max(last, columns[i + 1] as number);
  }
  if (last < 0) return [];
  const from = Math.floor(first / stripColumns);
  return Array.from({ length: Math.floor(last / stripColumns) - from + 1 }, (_, i) => from + i);
}
