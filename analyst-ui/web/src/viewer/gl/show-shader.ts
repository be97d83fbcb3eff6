import { NO_DATA, type ShownEnergy } from '@h986/domain';
import { MAX_COVER } from '../axes.ts';
import { BACKDROP, HATCH_LIFT } from '../frame.ts';
import { PATTERN_LIFT } from '../patterns.ts';
import { CELL, COVER, HEAD, PATTERN } from './glsl.ts';

/**
 * What a show pass is made for. A card in software runs both sides of every branch, so that each combination is a program of
 * its own: the plain picture then costs a tenth of what one program for everything would.
 */
export interface ShowVariant {
  /** Most texels that a pixel covers across and down; 1 where it is 1:1 or magnified. */
  across: number;
  down: number;
  energy: ShownEnergy;
  /** The darkest instead of the mean of them. */
  darkest: boolean;
  filtered: boolean;
  coloured: boolean;
  heat: boolean;
}

/** Loops cost more than what is in them: up to so many texels are written out. */
const WRITTEN_OUT = 16;

/** A plane's texel by energy, and what a device pixel shows of all that it covers. */
function combinedOf({ across, down, energy, darkest }: Omit<ShowVariant, 'filtered' | 'coloured' | 'heat'>): string {
  const fetch = (column: string, row: string): string =>
    `energyOf(texelFetch(plane, ivec3((${column}) & mask, ${row}, (${column}) >> shift), lod).rg)`;
  const take = darkest ? 'least = min(least, value);' : `if (value != ${NO_DATA}u) { sum += value; count++; }`;
  const all = Array.from({ length: across * down }, (_, k) => ({ i: k % across, j: Math.floor(k / across) }));
  const written = all.map(
    ({ i, j }) => `
  value = ${fetch(`min(columns.x + ${i}, columns.y)`, `min(rows.x + ${j}, rows.y)`)};
  ${darkest || i + j === 0 ? '' : `if (columns.x + ${i} > columns.y || rows.x + ${j} > rows.y) value = ${NO_DATA}u;`}
  ${take}`,
  );
  const looped = `
  for (int row = rows.x; row <= rows.y; row++) {
    for (int column = columns.x; column <= columns.y; column++) {
      value = ${fetch('column', 'row')};
      ${take}
    }
  }`;
  const many = `
  uint value;
  uint sum = 0u;
  uint count = 0u;
  uint least = ${NO_DATA}u;
  ${all.length <= WRITTEN_OUT ? written.join('') : looped}
  ${darkest ? 'return least;' : `return count == 0u ? ${NO_DATA}u : (sum + (count >> 1u)) / count;`}`;
  return `
uint energyOf(uvec2 both) { return ${ENERGY_OF[energy]}; }

/** A strip of a size has 2^shift columns; of the darkest the first size is the plane's second. */
uint combined(usampler2DArray plane, int lod, int shift, ivec2 columns, ivec2 rows) {
  int mask = (1 << shift) - 1;
  ${all.length === 1 ? `return ${fetch('columns.x', 'rows.x')};` : many}
}
${CURVE}`;
}

const ENERGY_OF: Record<ShownEnergy, string> = {
  high: 'both.r',
  low: 'both.g',
  both: `max(both.r, both.g) == ${NO_DATA}u ? ${NO_DATA}u : (both.r + both.g + 1u) >> 1u`,
};

/** Near and wide mean out of what the prepare pass has left. */
const MEANS_OF: Record<ShownEnergy, string> = {
  high: 'around.rb',
  low: 'around.ga',
  both: '(around.rb + around.ga + 1u) >> 1u',
};

const CURVE = `
uniform usampler2D uCurve;
uint byTable(usampler2D table, uint value) {
  return texelFetch(table, ivec2(int(value & 255u), int(value >> 8u)), 0).r;
}
const vec3 BESIDE = vec3(${BACKDROP}.0 / 255.0);
uint hatched(uint grey, ivec2 at) { return ((at.x + at.y) & 7) < 2 ? grey + ${HATCH_LIFT}u : grey; }
`;

const filteredOf = (energy: ShownEnergy): string => `
uniform usampler2DArray uNeighbours;
uniform usampler2D uCodes;
uniform ivec4 uFilter;

uint filteredAt(uint value, ivec3 place) {
  uint code = byTable(uCodes, value);
  uvec4 around = texelFetch(uNeighbours, place, uLevel);
  uvec2 means = ${MEANS_OF[energy]};
  if (value == ${NO_DATA}u || means.x == ${NO_DATA}u || means.y == ${NO_DATA}u) return code;
  int sharp = (uFilter.x * (int(code) - int(means.x))) >> 4;
  int wide = int(means.y);
  int flat_ = (uFilter.y * (int(code) - wide) - uFilter.z * (wide - uFilter.w)) >> 4;
  return uint(clamp(int(code) + sharp + flat_, 0, ${NO_DATA - 1}));
}
`;

const PAINTED = `${PATTERN}
uniform usampler2DArray uClasses;
uniform usampler2D uColours;

vec3 painted(uint grey, ivec3 place, ivec2 at) {
  int class_ = int(texelFetch(uClasses, place, uLevel).r);
  uvec4 look = texelFetch(uColours, ivec2(int(grey), class_), 0);
  uint lifted = grey < 128u ? grey + ${PATTERN_LIFT}u : grey - ${PATTERN_LIFT}u;
  uvec4 stroke = texelFetch(uColours, ivec2(int(lifted), class_), 0);
  return vec3(patternAt(look.a, at) ? stroke.rgb : look.rgb) / 255.0;
}
`;

const WARM = `
uniform sampler2D uHeat;
uniform float uHeatOpacity;

vec3 warmed(vec3 shown, ivec2 columns, ivec2 rows) {
  float heat = texelFetch(uHeat, cellAt(columns, rows, textureSize(uHeat, 0)), 0).r;
  return mix(shown, mix(vec3(1.0, 0.2, 0.05), vec3(1.0, 0.9, 0.15), heat), heat * uHeatOpacity);
}
`;

/**
 * Integers from texture to colour: which texels a pixel covers comes from `axesOf`, the grey from the curve's table, the
 * colour from the palette's. `cpu/shade.ts` says the same in TypeScript; change both or neither.
 */
export function showShader(variant: ShowVariant): string {
  const { filtered, coloured, heat } = variant;
  return `${HEAD}${COVER}${CELL}${combinedOf(variant)}${filtered ? filteredOf(variant.energy) : ''}${coloured ? PAINTED : ''}${heat ? WARM : ''}
uniform usampler2DArray uPlane;
uniform int uLod;
uniform int uShift;
out vec4 colour;

void main() {
  ivec2 at = screenAt();
  ivec2 columns = columnsAt(at);
  ivec2 rows = rowsAt(at);
  if (columns.x < 0 || rows.x < 0) {
    colour = vec4(BESIDE, 1.0);
    return;
  }
  uint value = combined(uPlane, uLod, uShift, columns, rows);
  bool none = value == ${NO_DATA}u;
  ivec2 middle = ivec2(columns.x + columns.y, rows.x + rows.y) >> 1;
  ivec3 place = ivec3(middle.x & ((1 << uShift) - 1), middle.y, middle.x >> uShift);
  ${filtered ? 'value = filteredAt(value, place);' : ''}
  uint grey = byTable(uCurve, value);
  if (none) grey = hatched(grey, at);
  vec3 shown = vec3(float(grey) / 255.0);
  ${coloured ? 'if (!none) shown = painted(grey, place, at);' : ''}
  ${heat ? 'shown = warmed(shown, columns, rows);' : ''}
  colour = vec4(shown, 1.0);
}`;
}

/** What differs between two pictures after the same curve: a middle grey where they agree, darker where the first is. */
export const differenceShader = (
  of: Pick<ShowVariant, 'energy' | 'darkest'>,
): string => `${HEAD}${COVER}${combinedOf({ ...of, across: MAX_COVER, down: MAX_COVER })}
uniform usampler2DArray uPlane;
uniform usampler2DArray uPlane2;
uniform isampler2D uColumns2;
uniform isampler2D uRows2;
uniform ivec2 uLods;
uniform ivec2 uShifts;
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
  uint a = first ? combined(uPlane, uLods.x, uShifts.x, columns, rows) : ${NO_DATA}u;
  uint b = second ? combined(uPlane2, uLods.y, uShifts.y, columns2, rows2) : ${NO_DATA}u;
  uint grey = a == ${NO_DATA}u || b == ${NO_DATA}u
    ? hatched(byTable(uCurve, ${NO_DATA}u), at)
    : uint(128 + ((int(byTable(uCurve, a)) - int(byTable(uCurve, b))) >> 1));
  colour = vec4(vec3(float(grey) / 255.0), 1.0);
}`;
