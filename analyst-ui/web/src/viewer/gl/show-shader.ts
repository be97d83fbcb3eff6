import { NO_DATA } from '@h986/domain';
import { MAX_COVER } from './axes.ts';
import { BACKDROP, HATCH_LIFT } from './frame.ts';

/** One triangle over the whole canvas. */
export const VERTEX_SHADER = `#version 300 es
void main() {
  vec2 corner = vec2((gl_VertexID << 1) & 2, gl_VertexID & 2);
  gl_Position = vec4(corner * 2.0 - 1.0, 0.0, 1.0);
}`;

/**
 * Integers from texture to grey: which texels a pixel covers comes from `axesOf`, the grey from `curveTable`.
 * `cpu-renderer.ts` says the same in TypeScript; change both or neither.
 */
export const FRAGMENT_SHADER = `#version 300 es
precision highp float;
precision highp int;
precision highp usampler2DArray;
precision highp usampler2D;
precision highp isampler2D;

uniform usampler2DArray uMean;
uniform usampler2DArray uDarkest;
uniform usampler2D uCurve;
uniform isampler2D uColumns;
uniform isampler2D uRows;
uniform sampler2D uHeat;
uniform int uLevel;
uniform int uStripColumns;
uniform int uEnergy;
uniform bool uKeepDark;
uniform int uScreenHeight;
uniform vec2 uTexels;
uniform float uHeatOpacity;
out vec4 colour;

uint sampleAt(int column, int row) {
  ivec3 place = ivec3(column % uStripColumns, row, column / uStripColumns);
  uvec2 both = uKeepDark && uLevel > 0
    ? texelFetch(uDarkest, place, uLevel - 1).rg
    : texelFetch(uMean, place, uLevel).rg;
  return uEnergy == 0 ? both.r : both.g;
}

uint combined(ivec2 columns, ivec2 rows) {
  if (columns.x == columns.y && rows.x == rows.y) return sampleAt(columns.x, rows.x);
  uint sum = 0u;
  uint count = 0u;
  uint least = ${NO_DATA}u;
  for (int j = 0; j < ${MAX_COVER}; j++) {
    if (rows.x + j > rows.y) break;
    for (int i = 0; i < ${MAX_COVER}; i++) {
      if (columns.x + i > columns.y) break;
      uint value = sampleAt(columns.x + i, rows.x + j);
      if (value == ${NO_DATA}u) continue;
      sum += value;
      count++;
      least = min(least, value);
    }
  }
  if (count == 0u) return ${NO_DATA}u;
  return uKeepDark ? least : (sum + (count >> 1u)) / count;
}

void main() {
  ivec2 at = ivec2(int(gl_FragCoord.x), uScreenHeight - 1 - int(gl_FragCoord.y));
  ivec2 columns = texelFetch(uColumns, ivec2(at.x, 0), 0).rg;
  ivec2 rows = texelFetch(uRows, ivec2(at.y, 0), 0).rg;
  if (columns.x < 0 || rows.x < 0) {
    colour = vec4(vec3(${BACKDROP}.0 / 255.0), 1.0);
    return;
  }
  uint value = combined(columns, rows);
  uint grey = texelFetch(uCurve, ivec2(int(value & 255u), int(value >> 8u)), 0).r;
  if (value == ${NO_DATA}u && ((at.x + at.y) & 7) < 2) grey += ${HATCH_LIFT}u;
  vec3 shown = vec3(float(grey) / 255.0);
  if (uHeatOpacity > 0.0) {
    vec2 middle = (vec2(columns.x + columns.y + 1, rows.x + rows.y + 1) * 0.5 * float(1 << uLevel)) / uTexels;
    float heat = texelFetch(uHeat, ivec2(middle * vec2(textureSize(uHeat, 0))), 0).r;
    shown = mix(shown, mix(vec3(1.0, 0.2, 0.05), vec3(1.0, 0.9, 0.15), heat), heat * uHeatOpacity);
  }
  colour = vec4(shown, 1.0);
}`;
