import { NO_DATA } from '@h986/domain';
import { SAME_NOISE, SAME_SHIFT, WIDE_LEVEL } from '../cpu/neighbours.ts';
import { SMALL_REACH } from '../filter.ts';
import { CODE_OF_AIR } from '../log-codes.ts';
import { PLAIN, RATIO_STEPS } from '../material.ts';
import { HEAD } from './glsl.ts';

/** One strip at one size is the target; its neighbours are read across the strips' seams. */
const PLANE = `
uniform usampler2DArray uMean;
uniform usampler2D uCodes;
uniform int uLevel;
uniform int uStrip;
const uvec2 NOTHING = uvec2(${NO_DATA}u);

uvec2 planeAt(int column, int row, int level) {
  ivec3 size = textureSize(uMean, level);
  if (column < 0 || row < 0 || row >= size.y || column >= size.x * size.z) return NOTHING;
  return texelFetch(uMean, ivec3(column % size.x, row, column / size.x), level).rg;
}
uint codeOf(uint value) { return texelFetch(uCodes, ivec2(int(value & 255u), int(value >> 8u)), 0).r; }
uint meanOf(uint sum, uint count) { return (sum + (count >> 1u)) / count; }
ivec2 texel() { return ivec2(gl_FragCoord.xy) + ivec2(uStrip * textureSize(uMean, uLevel).x, 0); }
`;

/** Means of near and of wider neighbours, as codes: near high, near low, wide high, wide low. See \`cpu/neighbours.ts\`. */
export const NEIGHBOURS_SHADER = `${HEAD}${PLANE}
out uvec4 means;

uvec2 nearMeans(ivec2 at) {
  uvec2 sum = uvec2(0u);
  uvec2 count = uvec2(0u);
  for (int y = -${SMALL_REACH}; y <= ${SMALL_REACH}; y++) {
    for (int x = -${SMALL_REACH}; x <= ${SMALL_REACH}; x++) {
      uvec2 both = planeAt(at.x + x, at.y + y, uLevel);
      if (both.r != ${NO_DATA}u) { sum.r += both.r; count.r++; }
      if (both.g != ${NO_DATA}u) { sum.g += both.g; count.g++; }
    }
  }
  return uvec2(
    count.r == 0u ? ${NO_DATA}u : codeOf(meanOf(sum.r, count.r)),
    count.g == 0u ? ${NO_DATA}u : codeOf(meanOf(sum.g, count.g))
  );
}

uvec3 spline(int texel, out int first) {
  int at = ((2 * texel + 1) << uLevel) >> 2;
  uint f = uint(at & 15);
  uint g = 16u - f;
  first = (at >> 4) - 1;
  return uvec3(g * g, 512u - g * g - f * f, f * f);
}

uvec2 wideMeans(ivec2 at) {
  ivec2 first;
  uvec3 across = spline(at.x, first.x);
  uvec3 down = spline(at.y, first.y);
  uvec2 sum = uvec2(0u);
  uvec2 weight = uvec2(0u);
  for (int j = 0; j < 3; j++) {
    uvec2 rowSum = uvec2(0u);
    uvec2 rowWeight = uvec2(0u);
    for (int i = 0; i < 3; i++) {
      uvec2 both = planeAt(first.x + i, first.y + j, ${WIDE_LEVEL});
      if (both.r != ${NO_DATA}u) { rowSum.r += across[i] * codeOf(both.r); rowWeight.r += across[i]; }
      if (both.g != ${NO_DATA}u) { rowSum.g += across[i] * codeOf(both.g); rowWeight.g += across[i]; }
    }
    if (rowWeight.r != 0u) { sum.r += down[j] * meanOf(rowSum.r, rowWeight.r); weight.r += down[j]; }
    if (rowWeight.g != 0u) { sum.g += down[j] * meanOf(rowSum.g, rowWeight.g); weight.g += down[j]; }
  }
  return uvec2(
    weight.r == 0u ? ${NO_DATA}u : meanOf(sum.r, weight.r),
    weight.g == 0u ? ${NO_DATA}u : meanOf(sum.g, weight.g)
  );
}

void main() {
  ivec2 at = texel();
  means = uvec4(nearMeans(at), wideMeans(at));
}`;

/** The material class of each texel, from the mean of those near it that are of the same stuff. */
export const CLASSES_SHADER = `${HEAD}${PLANE}
uniform usampler2D uLookup;
uniform int uAlphaMax;
uniform int uRatioMin;
uniform int uRatioSpan;
uniform int uAirCodes;
out uint class_;

int nearestStep(int value, int last, int steps) {
  return min(steps - 1, (2 * value * (steps - 1) + last) / (2 * last));
}

void main() {
  ivec2 at = texel();
  uint middle = planeAt(at.x, at.y, uLevel).r;
  class_ = ${PLAIN}u;
  if (middle == ${NO_DATA}u) return;
  int apart = int(middle >> ${SAME_SHIFT}u) + ${SAME_NOISE};
  uvec2 sum = uvec2(0u);
  uint count = 0u;
  for (int y = -${SMALL_REACH}; y <= ${SMALL_REACH}; y++) {
    for (int x = -${SMALL_REACH}; x <= ${SMALL_REACH}; x++) {
      uvec2 both = planeAt(at.x + x, at.y + y, uLevel);
      if (max(both.r, both.g) == ${NO_DATA}u || abs(int(both.r) - int(middle)) > apart) continue;
      sum += both;
      count++;
    }
  }
  if (count == 0u) return;
  int high = int(codeOf(meanOf(sum.r, count))) - ${CODE_OF_AIR};
  if (high < uAirCodes) return;
  int low = max(0, int(codeOf(meanOf(sum.g, count))) - ${CODE_OF_AIR});
  int ratio = max(0, low * ${RATIO_STEPS} / high - uRatioMin);
  ivec2 size = textureSize(uLookup, 0);
  ivec2 cell = ivec2(nearestStep(high, uAlphaMax, size.x), nearestStep(ratio, uRatioSpan, size.y));
  class_ = min(texelFetch(uLookup, cell, 0).r, ${PLAIN - 1}u);
}`;
