import {
  ALPHA_SCALE,
  DomainError,
  type Geometry,
  type LoadPart,
  NO_DATA,
  type StripResult,
  TRANSMISSION_ONE,
} from '@h986/domain';
import { coarseGrid } from '../coarse/coarse.ts';
import { columnsOfScan, type ScanGrid } from '../maps/scan-grid.ts';
import { samplesOf } from './load-part.ts';

/**
 * A whole scan's attenuation on the coarse grid of about 24 mm, row by row from the top, NaN where there is no data. Walls, floor and
 * vehicle are still in it.
 */
export interface LoadPicture {
  grid: ScanGrid;
  columns: number;
  rows: number;
  /** True size of a cell at the container's centre plane, mm. */
  columnMm: number;
  rowMm: number;
  /** Mean -ln T of each energy. */
  high: Float32Array;
  low: Float32Array;
  /** Standard deviation of the high energy's -ln T inside a cell. */
  spread: Float32Array;
  /** Share of a cell's pixels that let nothing through, see `OPAQUE_FROM`. */
  opaque: Float32Array;
}

/**
 * The strips' parts put together; no data where a strip is missing or brought none.
 *
 * @throws {DomainError} `load-part` when a part is not of its size
 */
export function wholeLoad(
  strips: readonly Pick<StripResult, 'strip' | 'load'>[],
  geometry: Geometry,
  lines: number,
): LoadPicture {
  const grid = coarseGrid(geometry);
  const columns = columnsOfScan(grid, lines);
  const empty = (): Float32Array => new Float32Array(columns * grid.rows).fill(Number.NaN);
  const picture = { high: empty(), low: empty(), spread: empty(), opaque: empty() };
  for (const { strip, load } of strips) {
    if (!load) continue;
    if (load.rows !== grid.rows) throw new DomainError('load-part', 'a strip’s load is not of its height');
    for (const [name, into] of Object.entries(picture)) {
      const scale = name === 'opaque' ? TRANSMISSION_ONE : ALPHA_SCALE;
      paste(load, samplesOf(load, name as keyof typeof picture), into, columns, strip * grid.columnsPerStrip, scale);
    }
  }
  return {
    grid,
    columns,
    rows: grid.rows,
    columnMm: grid.linesPerColumn * geometry.linePitchMm,
    rowMm: grid.channelsPerRow * geometry.channelPitchMm,
    ...picture,
  };
}

function paste(
  part: LoadPart,
  samples: Uint16Array,
  into: Float32Array,
  columns: number,
  at: number,
  scale: number,
): void {
  for (let row = 0; row < part.rows; row++) {
    for (let column = 0; column < part.columns && at + column < columns; column++) {
      const value = samples[row * part.columns + column] as number;
      if (value !== NO_DATA) into[row * columns + at + column] = value / scale;
    }
  }
}
