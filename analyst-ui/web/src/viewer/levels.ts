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
    mean.push(halve(mean[level - 1] as Raster, meanOf));
    darkest.push(halve(darkest[level - 1] as Raster, darkestOf));
  }
  return { mean, darkest };
}

/** Half the width and height, rounded up; pixels without data do not count, and remain only where nothing else is. */
function halve(source: Raster, combine: (block: Uint16Array, count: number) => number): Raster {
  const width = Math.ceil(source.width / 2);
  const height = Math.ceil(source.height / 2);
  const samples = new Uint16Array(width * height * 2);
  const block = new Uint16Array(4);
  for (let y = 0; y < height; y++) {
    const yEnd = Math.min(source.height, y * 2 + 2);
    for (let x = 0; x < width; x++) {
      const xEnd = Math.min(source.width, x * 2 + 2);
      for (let energy = 0; energy < 2; energy++) {
        let count = 0;
        for (let sy = y * 2; sy < yEnd; sy++) {
          for (let sx = x * 2; sx < xEnd; sx++) {
            const value = source.samples[(sy * source.width + sx) * 2 + energy] as number;
            if (value !== NO_DATA) block[count++] = value;
          }
        }
        samples[(y * width + x) * 2 + energy] = count === 0 ? NO_DATA : combine(block, count);
      }
    }
  }
  return { width, height, samples };
}

function meanOf(block: Uint16Array, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += block[i] as number;
  return Math.floor((sum + (count >> 1)) / count);
}

function darkestOf(block: Uint16Array, count: number): number {
  let least = NO_DATA;
  for (let i = 0; i < count; i++) least = Math.min(least, block[i] as number);
  return least;
}
