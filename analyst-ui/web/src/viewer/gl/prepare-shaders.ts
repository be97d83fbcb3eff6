import { NO_DATA, STRIP_LINES } from '@h986/domain';
import { SAME_NOISE, SAME_SHIFT, WIDE_LEVEL } from '../cpu/neighbours.ts';
import { SMALL_REACH } from '../filter.ts';
import { CODE_OF_AIR } from '../log-codes.ts';
import { PLAIN, RATIO_STEPS } from '../material.ts';
import { HEAD } from './glsl.ts';

/** A strip has 2^8 columns. */
const STRIP_SHIFT = Math.log2(STRIP_LINES);

/**
 * One strip at one size is the target; its neighbours are read across the strips' seams. Loops and branches are written out:
 * a card in software takes six times as long with them.
 */
const PLANE = `
uniform usampler2DArray uMean;
uniform usampler2D uCodes;
uniform int uLevel;
uniform int uStrip;
const uvec2 NOTHING = uvec2(${NO_DATA}u);

/** Strips of a size have 2^shift columns. @param end columns and rows that there are */
uvec2 planeAt(int column, int row, int level, int shift, ivec2 end) {
  bool there = uint(column) < uint(end.x) && uint(row) < uint(end.y);
  ivec2 at = clamp(ivec2(column, row), ivec2(0), end - 1);
  uvec2 both = texelFetch(uMean, ivec3(at.x & ((1 << shift) - 1), at.y, at.x >> shift), level).rg;
  return there ? both : NOTHING;
}
int shiftAt(int level) { return ${STRIP_SHIFT} - level; }
ivec2 endAt(int level) { ivec3 size = textureSize(uMean, level); return ivec2(size.x * size.z, size.y); }
uint codeOf(uint value) { return texelFetch(uCodes, ivec2(int(value & 255u), int(value >> 8u)), 0).r; }
uint meanOf(uint sum, uint count) { return (sum + (count >> 1u)) / max(count, 1u); }
ivec2 texel() { return ivec2(gl_FragCoord.xy) + ivec2(uStrip << shiftAt(uLevel), 0); }
`;

/** So many steps to either side, and none. */
const reach = (most: number): number[] => Array.from({ length: 2 * most + 1 }, (_, i) => i - most);

/** Where a row sum keeps the count: above the largest sum of a neighbourhood. */
const COUNT_SHIFT = 24;

/** First half of the near means: the sum of a texel and its neighbours along travel, and how many they are, of high and low. */
export const ROW_SUMS_SHADER = `${HEAD}${PLANE}
out uvec4 sums;

void main() {
  ivec2 at = texel();
  int shift = shiftAt(uLevel);
  ivec2 end = endAt(uLevel);
  sums = uvec4(0u);
  uvec2 both;
  ${reach(SMALL_REACH)
    .map(
      (x) => `
  both = planeAt(at.x + ${x}, at.y, uLevel, shift, end);
  sums.rg += (both + (1u << ${COUNT_SHIFT}u)) * uvec2(notEqual(both, NOTHING));`,
    )
    .join('')}
}`;

/** Means of near and of wider neighbours, as codes: near high, near low, wide high, wide low. See \`cpu/neighbours.ts\`. */
export const NEIGHBOURS_SHADER = `${HEAD}${PLANE}
uniform usampler2D uRowSums;
uniform usampler2DArray uWide;
out uvec4 means;

uvec2 orNothing(uvec2 mean, uvec2 count) {
  return uvec2(count.r == 0u ? ${NO_DATA}u : mean.r, count.g == 0u ? ${NO_DATA}u : mean.g);
}

uvec2 nearMeans() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  int end = endAt(uLevel).y;
  uvec2 sums = uvec2(0u);
  ${reach(SMALL_REACH)
    .map(
      (y) => `
  sums += texelFetch(uRowSums, ivec2(at.x, clamp(at.y + ${y}, 0, end - 1)), 0).rg * uint(uint(at.y + ${y}) < uint(end));`,
    )
    .join('')}
  uvec2 count = sums >> ${COUNT_SHIFT}u;
  sums &= (1u << ${COUNT_SHIFT}u) - 1u;
  return orNothing(uvec2(codeOf(meanOf(sums.r, count.r)), codeOf(meanOf(sums.g, count.g))), count);
}

uvec3 spline(int texel, out int first) {
  int at = ((2 * texel + 1) << uLevel) >> 2;
  uint f = uint(at & 15);
  uint g = 16u - f;
  first = (at >> 4) - 1;
  return uvec3(g * g, 512u - g * g - f * f, f * f);
}

/** Of the smallest size, as codes. */
uvec2 wideAt(int column, int row, ivec3 size) {
  bool there = uint(column) < uint(size.x * size.z) && uint(row) < uint(size.y);
  ivec2 at = clamp(ivec2(column, row), ivec2(0), ivec2(size.x * size.z, size.y) - 1);
  uvec2 both = texelFetch(uWide, ivec3(at.x & (size.x - 1), at.y, at.x >> ${STRIP_SHIFT - WIDE_LEVEL}), 0).rg;
  return there ? both : NOTHING;
}

uvec2 wideMeans(ivec2 at) {
  ivec3 size = textureSize(uWide, 0);
  ivec2 first;
  uvec3 across = spline(at.x, first.x);
  uvec3 down = spline(at.y, first.y);
  uvec2 sum = uvec2(0u);
  uvec2 weight = uvec2(0u);
  uvec2 rowSum;
  uvec2 rowWeight;
  uvec2 codes;
  uvec2 by;
  ${[0, 1, 2]
    .map(
      (j) => `
  rowSum = uvec2(0u);
  rowWeight = uvec2(0u);
  ${[0, 1, 2]
    .map(
      (i) => `
  codes = wideAt(first.x + ${i}, first.y + ${j}, size);
  by = across[${i}] * uvec2(notEqual(codes, NOTHING));
  rowSum += by * codes;
  rowWeight += by;`,
    )
    .join('')}
  by = down[${j}] * uvec2(notEqual(rowWeight, uvec2(0u)));
  sum += by * uvec2(meanOf(rowSum.r, rowWeight.r), meanOf(rowSum.g, rowWeight.g));
  weight += by;`,
    )
    .join('')}
  return orNothing(uvec2(meanOf(sum.r, weight.r), meanOf(sum.g, weight.g)), weight);
}

void main() {
  means = uvec4(nearMeans(), wideMeans(texel()));
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
  int shift = shiftAt(uLevel);
  ivec2 end = endAt(uLevel);
  uint middle = planeAt(at.x, at.y, uLevel, shift, end).r;
  class_ = ${PLAIN}u;
  if (middle == ${NO_DATA}u) return;
  int apart = int(middle >> ${SAME_SHIFT}u) + ${SAME_NOISE};
  uvec2 sum = uvec2(0u);
  uint count = 0u;
  uvec2 both;
  uint same;
  ${reach(SMALL_REACH)
    .flatMap((y) => reach(SMALL_REACH).map((x) => `planeAt(at.x + ${x}, at.y + ${y}, uLevel, shift, end)`))
    .map(
      (fetched) => `
  both = ${fetched};
  same = uint(max(both.r, both.g) != ${NO_DATA}u && abs(int(both.r) - int(middle)) <= apart);
  sum += both * same;
  count += same;`,
    )
    .join('')}
  if (count == 0u) return;
  int high = int(codeOf(meanOf(sum.r, count))) - ${CODE_OF_AIR};
  if (high < uAirCodes) return;
  int low = max(0, int(codeOf(meanOf(sum.g, count))) - ${CODE_OF_AIR});
  int ratio = max(0, low * ${RATIO_STEPS} / high - uRatioMin);
  ivec2 size = textureSize(uLookup, 0);
  ivec2 cell = ivec2(nearestStep(high, uAlphaMax, size.x), nearestStep(ratio, uRatioSpan, size.y));
  class_ = min(texelFetch(uLookup, cell, 0).r, ${PLAIN - 1}u);
}`;
