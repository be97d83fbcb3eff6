import { DomainError, NO_DATA, type PlaneHeader, type ShownEnergy, STRIP_LINES } from '@h986/domain';
import { LEVELS, type Pyramid } from './levels.ts';

/** One strip of the plane, at every size. */
export interface PlaneStrip extends PlaneHeader {
  pyramid: Pyramid;
}

/** The picture on the CPU's side: what the read-out, the auto window, the CPU renderer and a lost context need. */
export interface StripStore {
  readonly channels: number;
  readonly strips: ReadonlyMap<number, Pyramid>;
  /**
   * @returns the strip's number
   * @throws {DomainError} `plane-channels` when it is of another picture
   */
  add(strip: PlaneStrip): number;
  /** First line that no strip reaches. */
  end(): number;
  /** Transmission at one texel of a level; `NO_DATA` where nothing has come yet. */
  at(energy: ShownEnergy, column: number, row: number, level?: number, kind?: keyof Pyramid): number;
  /** Some of one energy's samples, evenly spread, enough for a percentile. */
  thinned(energy: ShownEnergy, most?: number): Uint16Array;
}

/** Of the first picture, and of the one it is compared with. */
export type Stores = [StripStore, StripStore | null];

export function createStripStore(channels: number): StripStore {
  const strips = new Map<number, Pyramid>();
  let end = 0;

  function add(strip: PlaneStrip): number {
    if (strip.channels !== channels) {
      throw new DomainError('plane-channels', `a strip of ${strip.channels} channels in a picture of ${channels}`);
    }
    const index = strip.firstLine / STRIP_LINES;
    strips.set(index, strip.pyramid);
    end = Math.max(end, strip.firstLine + strip.lines);
    return index;
  }

  function at(energy: ShownEnergy, column: number, row: number, level = 0, kind: keyof Pyramid = 'mean'): number {
    const perStrip = STRIP_LINES >> level;
    const raster = strips.get(Math.floor(column / perStrip))?.[kind][level];
    const x = column % perStrip;
    if (raster === undefined || x >= raster.width || row < 0 || row >= raster.height) return NO_DATA;
    return shownOf(raster.samples, (row * raster.width + x) * 2, energy);
  }

  function thinned(energy: ShownEnergy, most = 1 << 18): Uint16Array {
    const planes = [...strips.values()].flatMap((pyramid) => pyramid.mean.slice(0, 1));
    const total = planes.reduce((sum, plane) => sum + plane.samples.length / 2, 0);
    // An odd step walks through all channels and lines instead of along one of them.
    const step = Math.max(1, Math.ceil(total / most)) | 1;
    const out = new Uint16Array(Math.ceil(total / step) + planes.length);
    let length = 0;
    for (const { samples } of planes) {
      for (let i = 0; i < samples.length; i += 2 * step) out[length++] = shownOf(samples, i, energy);
    }
    return out.subarray(0, length);
  }

  return { channels, strips, add, end: () => end, at, thinned };
}

/** Of the high sample at `at` and the low one after it: one, or their mean where both are there. */
export function shownOf(samples: Uint16Array, at: number, energy: ShownEnergy): number {
  if (energy === 'high') return samples[at] as number;
  const low = samples[at + 1] as number;
  if (energy === 'low') return low;
  const high = samples[at] as number;
  return high === NO_DATA || low === NO_DATA ? NO_DATA : (high + low + 1) >> 1;
}

/** Rows of a texture that halves without a remainder at every level. */
export function paddedRows(channels: number): number {
  const step = 1 << (LEVELS - 1);
  return Math.ceil(channels / step) * step;
}
