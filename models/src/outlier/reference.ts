import { NO_DATA } from '@h986/domain';
import { OUTLIER } from './graph.ts';

/**
 * The detector in plain arithmetic, pixel by pixel, to hold the graph against.
 *
 * @param tile high and low, 256 x 256 each, row by row
 * @returns cells row by row, 52 x 52
 */
export function outlierReference(tile: Uint16Array): Float64Array {
  const { tile: side, margin, stride } = OUTLIER;
  const attenuation = attenuationOf(tile);
  const cells = (side - 2 * margin) / stride;
  const map = new Float64Array(cells * cells);
  for (let row = 0; row < cells; row++) {
    for (let column = 0; column < cells; column++) {
      let farthest = 0;
      for (let i = 0; i < stride * stride; i++) {
        const y = margin + row * stride + Math.floor(i / stride);
        const x = margin + column * stride + (i % stride);
        const value = deviation(attenuation, y, x);
        if (Math.abs(value) > Math.abs(farthest)) farthest = value;
      }
      map[row * cells + column] = farthest;
    }
  }
  return map;
}

/** NaN where there is no data. */
function attenuationOf(tile: Uint16Array): Float64Array {
  const pixels = tile.length / 2;
  const { highShare, lowShare, darkest, stepsPerEfold } = OUTLIER;
  return Float64Array.from({ length: pixels }, (_, i) => {
    const high = tile[i] as number;
    const low = tile[pixels + i] as number;
    if (high === NO_DATA || low === NO_DATA) return Number.NaN;
    const counted = (highShare * high + lowShare * low) / 60_000;
    return Math.round(-Math.log(Math.max(counted, darkest)) * stepsPerEfold) / stepsPerEfold;
  });
}

function deviation(attenuation: Float64Array, y: number, x: number): number {
  const { tile: side, centreRadius, gapRadius, ringRadius, ringAtLeast, noise } = OUTLIER;
  const within = (radius: number, inner = -1): number[] => {
    const values: number[] = [];
    for (let dy = -radius; dy <= radius; dy++) {
      for (let dx = -radius; dx <= radius; dx++) {
        const value = attenuation[(y + dy) * side + x + dx] as number;
        if (Math.max(Math.abs(dy), Math.abs(dx)) > inner && !Number.isNaN(value)) values.push(value);
      }
    }
    return values;
  };
  const ring = within(ringRadius, gapRadius);
  if (Number.isNaN(attenuation[y * side + x] as number) || ring.length < ringAtLeast) return 0;
  const around = mean(ring);
  const spread = mean(ring.map((value) => (value - around) ** 2));
  const efolds = Math.exp(around);
  const expected = noise.base ** 2 + efolds / noise.photons + (noise.electronics * efolds) ** 2;
  return (mean(within(centreRadius)) - around) / Math.sqrt(spread + expected);
}

const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;
