import { type AreaMm, type Geometry, NO_DATA, type PointMm, TRANSMISSION_ONE } from '@h986/domain';

/** A whole scan's high energy at full size: lines x channels of transmission x 60,000. */
export interface WholePicture {
  lines: number;
  channels: number;
  geometry: Geometry;
  samples: Uint16Array;
}

/** A place in pixels: `x` in lines, `y` in channels, whole numbers at the middles of pixels. */
export type PointPx = PointMm;

/** From the object's mm to the picture's pixels. */
export type Placement = (at: PointMm) => PointPx;

export interface Patch {
  mean: number;
  /** Standard deviation of one pixel. */
  sigma: number;
  pixels: number;
}

/** Transmission at a pixel; NaN outside and where there is no data. */
export function at({ lines, channels, samples }: WholePicture, line: number, channel: number): number {
  if (line < 0 || line >= lines || channel < 0 || channel >= channels) return Number.NaN;
  const sample = samples[line * channels + channel] as number;
  return sample === NO_DATA ? Number.NaN : sample / TRANSMISSION_ONE;
}

/** How far what is measured keeps off an edge: three pixels, beyond which a sharp scanner's blur does not reach. */
const MARGIN_PX = 3;

/** Mean and spread of the pixels well inside an area; no pixels where none has data. */
export function patchOf(picture: WholePicture, place: Placement, area: AreaMm): Patch {
  const corners = [place(area), place({ x: area.x + area.w, y: area.y + area.h })] as const;
  const range = (of: (p: PointPx) => number): [number, number] => {
    const [a, b] = corners.map(of) as [number, number];
    return [Math.ceil(Math.min(a, b) + MARGIN_PX), Math.floor(Math.max(a, b) - MARGIN_PX)];
  };
  const [[left, right], [top, bottom]] = [range(({ x }) => x), range(({ y }) => y)];
  let [sum, squares, pixels] = [0, 0, 0];
  for (let line = left; line <= right; line++) {
    for (let channel = top; channel <= bottom; channel++) {
      const value = at(picture, line, channel);
      if (Number.isNaN(value)) continue;
      sum += value;
      squares += value * value;
      pixels++;
    }
  }
  const mean = sum / pixels;
  return { mean, sigma: Math.sqrt(Math.max(0, squares / pixels - mean * mean)), pixels };
}

/** Some patches as one, each counting alike; the spread is that within them, not from one to the other. */
export function alike(patches: readonly Patch[]): Patch {
  const seen = patches.filter(({ pixels }) => pixels > 0);
  const over = (of: (patch: Patch) => number): number => seen.reduce((sum, patch) => sum + of(patch), 0) / seen.length;
  return {
    mean: over(({ mean }) => mean),
    sigma: Math.sqrt(over(({ sigma }) => sigma ** 2)),
    pixels: seen.reduce((sum, { pixels }) => sum + pixels, 0),
  };
}
