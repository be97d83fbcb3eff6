/** @throws {Error} with the compiler's own words */
export function buildProgram(gl: WebGL2RenderingContext, vertex: string, fragment: string): WebGLProgram {
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
}

export function createLookup(
  gl: WebGL2RenderingContext,
  { inner, format, type }: { inner: number; format: number; type: number },
): Lookup {
  const texture = gl.createTexture();
  let shown: ArrayBufferView | null = null;
  gl.bindTexture(gl.TEXTURE_2D, texture);
  nearest(gl, gl.TEXTURE_2D);
  return {
    fill(unit, width, height, contents) {
      gl.activeTexture(gl.TEXTURE0 + unit);
      gl.bindTexture(gl.TEXTURE_2D, texture);
      if (contents === shown) return;
      gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
      gl.texImage2D(gl.TEXTURE_2D, 0, inner, width, height, 0, format, type, contents);
      shown = contents;
    },
  };
}

/** Integer textures are incomplete under any other filter. */
export function nearest(gl: WebGL2RenderingContext, target: number, min: number = gl.NEAREST): void {
  gl.texParameteri(target, gl.TEXTURE_MIN_FILTER, min);
  gl.texParameteri(target, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  gl.texParameteri(target, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
  gl.texParameteri(target, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
}

export function activate(gl: WebGL2RenderingContext, program: WebGLProgram): void {
  // biome-ignore lint/correctness/useHookAtTopLevel: WebGL's own name, not a hook
  gl.useProgram(program);
}
