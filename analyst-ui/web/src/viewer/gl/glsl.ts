/** One triangle over the whole view. */
export const VERTEX_SHADER = `#version 300 es
void main() {
  vec2 corner = vec2((gl_VertexID << 1) & 2, gl_VertexID & 2);
  gl_Position = vec4(corner * 2.0 - 1.0, 0.0, 1.0);
}`;

export const HEAD = `#version 300 es
precision highp float;
precision highp int;
precision highp usampler2DArray;
precision highp usampler2D;
precision highp isampler2D;
precision highp sampler2D;
`;

/** Where a fragment lies on the screen, and which texels it covers. Negative: off the picture. */
export const COVER = `
uniform isampler2D uColumns;
uniform isampler2D uRows;
uniform ivec2 uOrigin;
uniform int uScreenHeight;

ivec2 screenAt() {
  return ivec2(int(gl_FragCoord.x), uScreenHeight - 1 - int(gl_FragCoord.y));
}
ivec2 columnsAt(ivec2 at) { return texelFetch(uColumns, ivec2(at.x - uOrigin.x, 0), 0).rg; }
ivec2 rowsAt(ivec2 at) { return texelFetch(uRows, ivec2(at.y - uOrigin.y, 0), 0).rg; }
`;

/** The cell of a map over the whole picture under the middle of the covered texels. */
export const CELL = `
uniform ivec2 uTexels;
uniform int uLevel;

ivec2 cellAt(ivec2 columns, ivec2 rows, ivec2 size) {
  ivec2 twice = ivec2(columns.x + columns.y + 1, rows.x + rows.y + 1) << uLevel;
  return min(twice * size / (2 * uTexels), size - 1);
}
`;

/** Strokes by screen pixel, as \`patternAt\` of the processor. */
export const PATTERN = `
bool patternAt(uint pattern, ivec2 at) {
  if (pattern == 1u) return ((at.x - at.y) & 7) < 2;
  if (pattern == 2u) return ((at.x + ((at.y >> 2) & 1) * 4) & 7) < 2 && (at.y & 3) < 2;
  if (pattern == 3u) return ((at.x - at.y) & 7) < 2 || ((at.x + at.y) & 7) < 2;
  return pattern == 4u;
}
`;
