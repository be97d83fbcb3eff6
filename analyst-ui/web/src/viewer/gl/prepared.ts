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
  /** Before each strip, into a target of its own. */
  first?: { program: Program; begin(): void; target: Scratch };
}

/** One strip of what is needed only on the way. */
export interface Scratch {
  texture: WebGLTexture | null;
  framebuffer: WebGLFramebuffer | null;
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
    gl.viewport(0, 0, STRIP_LINES >> level, plane.rows >> level);
    for (const strip of missing) {
      if (pass.first !== undefined) run(pass.first, pass.first.target.framebuffer, level, strip);
      gl.bindFramebuffer(gl.FRAMEBUFFER, target);
      gl.framebufferTextureLayer(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, texture, level, strip);
      run(pass, target, level, strip);
      ready.add(strip * LEVELS + level);
    }
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  }

  function run(
    { program, begin }: Pick<Pass, 'program' | 'begin'>,
    into: WebGLFramebuffer | null,
    level: number,
    strip: number,
  ): void {
    begin();
    gl.bindFramebuffer(gl.FRAMEBUFFER, into);
    gl.uniform1i(program.place('uLevel'), level);
    gl.uniform1i(program.place('uStrip'), strip);
    gl.drawArrays(gl.TRIANGLES, 0, 3);
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
