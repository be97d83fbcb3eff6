import {
  ALPHA_SCALE,
  DomainError,
  ENERGIES,
  type LoadPart,
  NO_DATA,
  OPAQUE_FROM,
  TRANSMISSION_ONE,
} from '@h986/domain';
import { type GridPicture, type LinePicture, resample } from '@h986/imaging';
import { columnsOf, type ScanGrid } from '../maps/scan-grid.ts';
import type { Transmission } from '../pixels/calibrate.ts';

/** Squares of -ln T fit into a u16 by this scale: 11.7 squared is 137. */
const SQUARE_SCALE = 450;
const LEVELS = 65_536;

/** What of every transmission value is summed up in a cell. */
const ALPHAS = table((alpha) => alpha * ALPHA_SCALE);
const SQUARES = table((alpha) => alpha * alpha * SQUARE_SCALE);
const OPAQUES = table((alpha) => (alpha > OPAQUE_FROM ? TRANSMISSION_ONE : 0));

function table(of: (alpha: number) => number): Uint16Array {
  const values = Uint16Array.from({ length: LEVELS }, (_, value) => {
    // Half a step stands for what is less than one.
    const alpha = -Math.log(Math.max(value, 0.5) / TRANSMISSION_ONE);
    return Math.round(Math.min(NO_DATA - 1, Math.max(0, of(alpha))));
  });
  values[NO_DATA] = NO_DATA;
  return values;
}

/**
 * A strip's attenuation on the coarse grid, summed up from its full pixels. Brighter than air counts as air. Like the coarse picture it does
 * not depend on the strip's neighbours.
 */
export function loadPart(transmission: Transmission, grid: ScanGrid): LoadPart {
  const onGrid = (picture: LinePicture, by: Uint16Array): GridPicture => {
    const samples = lookedUp(picture.samples, by);
    return resample({ ...picture, samples }, { ...grid, columns: columnsOf(grid, picture.lines) });
  };
  const [high, low] = ENERGIES.map((energy) => onGrid(transmission[energy], ALPHAS)) as [GridPicture, GridPicture];
  const squares = onGrid(transmission.high, SQUARES);
  const spread = squares.samples.map((square, i) => {
    const mean = high.samples[i] as number;
    if (square === NO_DATA || mean === NO_DATA) return NO_DATA;
    const variance = square / SQUARE_SCALE - (mean / ALPHA_SCALE) ** 2;
    return Math.round(Math.sqrt(Math.max(0, variance)) * ALPHA_SCALE);
  });
  return {
    columns: high.columns,
    rows: high.rows,
    high: base64Of(high.samples),
    low: base64Of(low.samples),
    spread: base64Of(spread),
    opaque: base64Of(onGrid(transmission.high, OPAQUES).samples),
  };
}

/** `map` of a typed array calls its function pixel by pixel: three times the time. */
function lookedUp(samples: Uint16Array, by: Uint16Array): Uint16Array {
  const found = new Uint16Array(samples.length);
  for (let i = 0; i < samples.length; i++) found[i] = by[samples[i] as number] as number;
  return found;
}

const base64Of = (samples: Uint16Array): string =>
  Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength).toString('base64');

/** @throws {DomainError} `load-part` when it has not as many samples as it says */
export function samplesOf(part: LoadPart, name: 'high' | 'low' | 'spread' | 'opaque'): Uint16Array {
  const bytes = Buffer.from(part[name], 'base64');
  const count = part.columns * part.rows;
  if (bytes.byteLength !== 2 * count) throw new DomainError('load-part', 'a strip’s load is not of its size');
  return Uint16Array.from({ length: count }, (_, i) => bytes.readUInt16LE(2 * i));
}
