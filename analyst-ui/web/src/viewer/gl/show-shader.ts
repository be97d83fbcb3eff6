import { NO_DATA } from '@h986/domain';
import { MAX_COVER } from '../axes.ts';
import { BACKDROP, HATCH_LIFT } from '../frame.ts';
import { PATTERN_LIFT } from '../patterns.ts';
import { CELL, COVER, HEAD, PATTERN } from './glsl.ts';

/** A plane's texel by energy, and what a device pixel shows of all that it covers. */
const COMBINED = `
uniform int uEnergy;
uniform bool uKeepDark;

uint sampleAt(usampler2DArray mean, usampler2DArray darkest, int level, int stripColumns, int column, int row) {
  ivec3 place = ivec3(column % stripColumns, row, column / stripColumns);
  uvec2 both = uKeepDark && level > 0
    ? texelFetch(darkest, place, level - 1).rg
    : texelFetch(mean, place, level).rg;
  if (uEnergy == 0) return both.r;
  if (uEnergy == 1) return both.g;
  return max(both.r, both.g) == ${NO_DATA}u ? ${NO_DATA}u : (both.r + both.g + 1u) >> 1u;
}

uint combined(usampler2DArray mean, usampler2DArray darkest, int level, int stripColumns, ivec2 columns, ivec2 rows) {
  if (columns.x == columns.y && rows.x == rows.y)
    return sampleAt(mean, darkest, level, stripColumns, columns.x, rows.x);
  uint sum = 0u;
  uint count = 0u;
  uint least = ${NO_DATA}u;
  for (int j = 0; j < ${MAX_COVER}; j++) {
    if (rows.x + j > rows.y) break;
    for (int i = 0; i < ${MAX_COVER}; i++) {
      if (columns.x + i > columns.y) break;
      uint value = sampleAt(mean, darkest, level, stripColumns, columns.x + i, rows.x + j);
      if (value == ${NO_DATA}u) continue;
      sum += value;
      count++;
      least = min(least, value);
    }
  }
  if (count == 0u) return ${NO_DATA}u;
  return uKeepDark ? least : (sum + (count >> 1u)) / count;
}

uniform usampler2D uCurve;
uint byTable(usampler2D table, uint value) {
  return texelFetch(table, ivec2(int(value & 255u), int(value >> 8u)), 0).r;
}
const vec3 BESIDE = vec3(${BACKDROP}.0 / 255.0);
uint hatched(uint grey, ivec2 at) { return ((at.x + at.y) & 7) < 2 ? grey + ${HATCH_LIFT}u : grey; }
`;

/**
 * Integers from texture to colour: which texels a pixel covers comes from \`axesOf\`, the grey from the curve's table, the
 * colour from the palette's. \`cpu/renderer.ts\` says the same in TypeScript; change both or neither.
 */
export const SHOW_SHADER = `${HEAD}${COVER}${CELL}${PATTERN}${COMBINED}
uniform usampler2DArray uMean;
uniform usampler2DArray uDarkest;
uniform usampler2DArray uNeighbours;
uniform usampler2DArray uClasses;
uniform usampler2D uCodes;
uniform usampler2D uColours;
uniform sampler2D uHeat;
uniform int uStripColumns;
uniform bool uFiltered;
uniform ivec4 uFilter;
uniform bool uColoured;
uniform float uHeatOpacity;
out vec4 colour;

uint filteredAt(uint value, ivec3 place) {
  uint code = byTable(uCodes, value);
  uvec4 around = texelFetch(uNeighbours, place, uLevel);
  uvec2 means = uEnergy == 0 ? around.rb : uEnergy == 1 ? around.ga : (around.rb + around.ga + 1u) >> 1u;
  if (value == ${NO_DATA}u || means.x == ${NO_DATA}u || means.y == ${NO_DATA}u) return code;
  int sharp = (uFilter.x * (int(code) - int(means.x))) >> 4;
  int wide = int(means.y);
  int flat_ = (uFilter.y * (int(code) - wide) - uFilter.z * (wide - uFilter.w)) >> 4;
  return uint(clamp(int(code) + sharp + flat_, 0, ${NO_DATA - 1}));
}

vec3 painted(uint grey, ivec3 place, ivec2 at) {
  int class_ = int(texelFetch(uClasses, place, uLevel).r);
  uvec4 look = texelFetch(uColours, ivec2(int(grey), class_), 0);
  if (patternAt(look.a, at)) {
    uint lifted = grey < 128u ? grey + ${PATTERN_LIFT}u : grey - ${PATTERN_LIFT}u;
    look = texelFetch(uColours, ivec2(int(lifted), class_), 0);
  }
  return vec3(look.rgb) / 255.0;
}

void main() {
  ivec2 at = screenAt();
  ivec2 columns = columnsAt(at);
  ivec2 rows = rowsAt(at);
  if (columns.x < 0 || rows.x < 0) {
    colour = vec4(BESIDE, 1.0);
    return;
  }
  uint value = combined(uMean, uDarkest, uLevel, uStripColumns, columns, rows);
  bool none = value == ${NO_DATA}u;
  ivec2 middle = ivec2(columns.x + columns.y, rows.x + rows.y) >> 1;
  ivec3 place = ivec3(middle.x % uStripColumns, middle.y, middle.x / uStripColumns);
  if (uFiltered) value = filteredAt(value, place);
  uint grey = byTable(uCurve, value);
  if (none) grey = hatched(grey, at);
  vec3 shown = uColoured && !none ? painted(grey, place, at) : vec3(float(grey) / 255.0);
  if (uHeatOpacity > 0.0) {
    float heat = texelFetch(uHeat, cellAt(columns, rows, textureSize(uHeat, 0)), 0).r;
    shown = mix(shown, mix(vec3(1.0, 0.2, 0.05), vec3(1.0, 0.9, 0.15), heat), heat * uHeatOpacity);
  }
  colour = vec4(shown, 1.0);
}`;

/** What differs between two pictures after the same curve: a middle grey where they agree, darker where the first is. */
export const DIFFERENCE_SHADER = `${HEAD}${COVER}${COMBINED}
uniform usampler2DArray uMean;
uniform usampler2DArray uDarkest;
uniform usampler2DArray uMean2;
uniform usampler2DArray uDarkest2;
uniform isampler2D uColumns2;
uniform isampler2D uRows2;
uniform ivec2 uLevels;
uniform ivec2 uStrips;
out vec4 colour;

void main() {
  ivec2 at = screenAt();
  ivec2 columns = columnsAt(at);
  ivec2 rows = rowsAt(at);
  ivec2 columns2 = texelFetch(uColumns2, ivec2(at.x - uOrigin.x, 0), 0).rg;
  ivec2 rows2 = texelFetch(uRows2, ivec2(at.y - uOrigin.y, 0), 0).rg;
  bool first = columns.x >= 0 && rows.x >= 0;
  bool second = columns2.x >= 0 && rows2.x >= 0;
  if (!first && !second) {
    colour = vec4(BESIDE, 1.0);
    return;
  }
  uint a = first ? combined(uMean, uDarkest, uLevels.x, uStrips.x, columns, rows) : ${NO_DATA}u;
  uint b = second ? combined(uMean2, uDarkest2, uLevels.y, uStrips.y, columns2, rows2) : ${NO_DATA}u;
  uint grey = a == ${NO_DATA}u || b == ${NO_DATA}u
    ? hatched(byTable(uCurve, ${NO_DATA}u), at)
    : uint(128 + ((int(byTable(uCurve, a)) - int(byTable(uCurve, b))) >> 1));
  colour = vec4(vec3(float(grey) / 255.0), 1.0);
}`;
