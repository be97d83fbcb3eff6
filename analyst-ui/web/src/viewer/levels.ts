import { NO_DATA } from '@h986/domain';

/** Sizes of a strip: as acquired, and each half of the one before. */
export const LEVELS = 6;

/** Interleaved high and low samples, row by row. */
export interface Raster {
  width: number;
  height: number;
  samples: Uint16Array<ArrayBuffer>;
}

/** A strip at every size, twice: what is there on average, and the darkest of it, so that a thin wire survives. */
export interface Pyramid {
  mean: Raster[];
  /** The first is the strip itself. */
  darkest: Raster[];
}

export function pyramidOf(strip: Raster): Pyramid {
  const mean = [strip];
  const darkest = [strip];
  for (let level = 1; level < LEVELS; level++) {
    mean.push(halve(mean[level - 1] as Raster, 'mean'));
    darkest.push(halve(darkest[level - 1] as Raster, 'darkest'));
  }
  return { mean, darkest };
}

/** Half the width and height, rounded up; pixels without data do not count, and remain only where nothing else is. */
function halve(source: Raster, keep: 'mean' | 'darkest'): Raster {
  const width = Math.ceil(source.width / 2);
  const height = Math.ceil(source.height / 2);
  const samples = new Uint16Array(width * height * 2);
  const row = source.width * 2;
  let out = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let energy = 0; energy < 2; energy++) {
        const at = y * 2 * row + x * 4 + energy;
        // At an odd edge the block repeats what it has: neither a mean nor a minimum minds.
        const right = x * 2 + 1 < source.width ? 2 : 0;
        const below = y * 2 + 1 < source.height ? row : 0;
        samples[out++] = combine(source.samples, at, at + right, at + below, at + right + below, keep);
      }
    }
  }
  return { width, height, samples };
}

/** Written out for four: this runs over every texel of every strip. */
function combine(s: Uint16Array, i: number, j: number, k: number, l: number, keep: 'mean' | 'darkest'): number {
  const a = s[i] as number;
  const b = s[j] as number;
  const c = s[k] as number;
  const d = s[l] as number;
  // Without data is the largest value, so a minimum passes it over by itself.
  if (keep === 'darkest') return Math.min(a, b, c, d);
  const most = Math.max(a, b, c, d);
  if (most !== NO_DATA) return (a + b + c + d + 2) >> 2;
  let sum = 0;
  let count = 0;
  for (const value of [a, b, c, d]) {
    if (value === NO_DATA) continue;
    sum += value;
    count++;
  }
  return count === 0 ? NO_DATA : Math.floor((sum + (count >> 1)) / count);
}
