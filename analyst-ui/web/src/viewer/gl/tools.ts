import { VERTEX_SHADER } from './glsl.ts';

/** A program with its uniforms by name. */
export interface Program {
  use(): void;
  place(name: string): WebGLUniformLocation | null;
}

/**
 * Compiled when it is first used: most pictures need two of them, and the first picture should not wait for the others.
 *
 * @param units texture units by the names of the samplers
 */
export function createProgram(
  gl: WebGL2RenderingContext,
  fragment: string,
  units: Readonly<Record<string, number>>,
): Program {
  const places = new Map<string, WebGLUniformLocation | null>();
  let program: WebGLProgram | null = null;

  function place(name: string): WebGLUniformLocation | null {
    if (program === null) return null;
    if (!places.has(name)) places.set(name, gl.getUniformLocation(program, name));
    return places.get(name) ?? null;
  }

  function use(): void {
    const known = program;
    program ??= buildProgram(gl, VERTEX_SHADER, fragment);
    activate(gl, program);
    if (known !== null) return;
    for (const [name, unit] of Object.entries(units)) gl.uniform1i(place(name), unit);
  }

  return { use, place };
}

/** @throws {Error} with the compiler's own words */
function buildProgram(gl: WebGL2RenderingContext, vertex: string, fragment: string): WebGLProgram {
  const program = gl.createProgram();
  for (const [kind, source] of [
    [gl.VERTEX_SHADER, vertex],
    [gl.FRAGMENT_SHADER, fragment],
  ] as const) {
    const shader = gl.createShader(kind);
    if (shader === null) continue;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  // A context lost meanwhile reports failure too; it is built again when it comes back.
  if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
    const logs = (gl.getAttachedShaders(program) ?? []).map((shader) => gl.getShaderInfoLog(shader));
    throw new Error(`shader: ${[gl.getProgramInfoLog(program), ...logs].join('\n')}`);
  }
  return program;
}

/** A small texture that is read texel by texel, uploaded again only when its contents are another array. */
export interface Lookup {
  fill(unit: number, width: number, height: number, contents: ArrayBufferView): void;
  free(): void;
}

export function createLookup(
  gl: WebGL2RenderingContext,
  { inner, format, type }: { inner: number; format: number; type: number },
): Lookup {
  const texture = gl.createTexture();
  let shown: ArrayBufferView | null = null;
  return {
    fill(unit, width, height, contents) {
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(gl.TEXTURE_2D, texture);
      if (contents === shown) return;
      // Not when it is made: that would take the place of what is bound to the unit then.
      if (shown === null) nearest(gl, gl.TEXTURE_2D);
      gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
      gl.texImage2D(gl.TEXTURE_2D, 0, inner, width, height, 0, format, type, contents);
      shown = contents;
    },
    free: () => gl.deleteTexture(texture),
  };
}

/** Integer textures are incomplete under any other filter. */
export function nearest(gl: WebGL2RenderingContext, target: number, min: number = gl.NEAREST): void {
  gl.texParameteri(target, gl.TEXTURE_MIN_FILTER, min);
  gl.texParameteri(target, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  gl.texParameteri(target, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
  gl.texParameteri(target, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
}

function activate(gl: WebGL2RenderingContext, program: WebGLProgram): void {
  // biome-ignore lint/correctness/useHookAtTopLevel: WebGL's own name, not a hook
  gl.useProgram(program);
}
