import { type Camera, type Extent, type Size, texelSize } from './camera.ts';
import { LEVELS } from './levels.ts';
import type { Coarseness } from './pace.ts';

/**
 * Which texels each device pixel shows, by column and by row.
 *
 * Worked out once in double precision and handed to the shader as two small textures, so that no float of any graphics
 * card decides which texel is seen, and the CPU renderer shows the same.
 */
export interface Axes {
  /** Half-size steps down from the plane as acquired. */
  level: number;
  /** First and last texel of that level, two values a device pixel, -1 off the picture. */
  columns: Int32Array;
  rows: Int32Array;
}

/** Texels that a device pixel may cover in one direction; the shader's loops end there. */
export const MAX_COVER = 9;

/** @param coarse a pixel stands for so many of the screen in each direction: the texels stay as fine as that screen shows */
export function axesOf(camera: Camera, extent: Extent, screen: Size, coarse: Coarseness = 1): Axes {
  const size = texelSize(camera, extent);
  const level = levelFor(1 / size.x, 1 / size.y, coarse);
  const left = camera.cxMm / extent.linePitchMm - screen.width / 2 / size.x;
  const top = camera.cyMm / extent.channelPitchMm - screen.height / 2 / size.y;
  const columns = axis(screen.width, left, 1 / size.x, extent.lines, level);
  const rows = axis(screen.height, top, 1 / size.y, extent.channels, level);
  return {
    level,
    columns: camera.mirrored ? reversed(columns) : columns,
    rows: camera.flipped ? reversed(rows) : rows,
  };
}

/** Of a part of the screen. */
export function partOf({ level, columns, rows }: Axes, x: number, y: number, { width, height }: Size): Axes {
  return { level, columns: columns.slice(x * 2, (x + width) * 2), rows: rows.slice(y * 2, (y + height) * 2) };
}

/** The pixels in the other order, first and last texel of each as they were. */
function reversed(ranges: Int32Array): Int32Array {
  const out = new Int32Array(ranges.length);
  for (let i = 0; i < ranges.length; i += 2) {
    out[i] = ranges[ranges.length - 2 - i] as number;
    out[i + 1] = ranges[ranges.length - 1 - i] as number;
  }
  return out;
}

/** As little averaging as the sharper direction allows, as much as the coarser one needs to stay within `MAX_COVER`. */
function levelFor(coverX: number, coverY: number, coarse: number): number {
  const wanted = Math.floor(Math.log2(Math.min(coverX, coverY) / coarse));
  const needed = Math.ceil(Math.log2(Math.max(coverX, coverY) / (MAX_COVER - 1)));
  return Math.min(LEVELS - 1, Math.max(0, wanted, needed));
}

/**
 * Magnified: the one texel under the pixel's middle. Minified: the texels from the first that the pixel touches, as many as
 * it is long, rounded up. The next pixel begins at or before the one after them: nothing can fall between two pixels, and a
 * sliver of one more texel does not double the work.
 */
function axis(pixels: number, start: number, step: number, texels: number, level: number): Int32Array {
  const ranges = new Int32Array(pixels * 2);
  const down = 2 ** level;
  const last = Math.ceil(texels / down) - 1;
  const most = Math.min(MAX_COVER, Math.max(1, Math.ceil(step / down)));
  for (let i = 0; i < pixels; i++) {
    const middle = start + (i + 0.5) * step;
    // Minified, a pixel that the picture only grazes still shows the end of it.
    const [first, end] = step > 1 ? [start + i * step, start + (i + 1) * step] : [middle, middle];
    if (end < 0 || first >= texels) {
      ranges.fill(-1, i * 2, i * 2 + 2);
      continue;
    }
    const from = step > 1 ? Math.floor((start + i * step) / down) : Math.floor(middle / down);
    const to = step > 1 ? Math.ceil((start + (i + 1) * step) / down) - 1 : from;
    ranges[i * 2] = Math.max(0, from);
    ranges[i * 2 + 1] = Math.min(last, Math.max(from, to), Math.max(0, from) + most - 1);
  }
  return ranges;
}
