import { type CoarsePart, DomainError, type Energy, type Geometry, NO_DATA, type StripResult } from '@h986/domain';
import type { GridPicture } from '@h986/imaging';
import { columnsOfScan, type ScanGrid, scanGrid } from '../maps/scan-grid.ts';
import type { ScanPixels } from '../pixels/scan-pixels.ts';
import type { Tools } from '../tools.ts';
import type { Stopwatch } from '../workers/stopwatch.ts';

/** A scan in small: both energies on one grid of about 24 mm. */
export interface Coarse {
  grid: ScanGrid;
  /** The scan's column that is the picture's first. */
  firstColumn: number;
  picture: Record<Energy, GridPicture>;
}

/** Whether any model needs it: one that locates, and after it one that encodes, or one whose findings want a reason. */
export function wantsCoarse({ inUse, models, shadow }: Pick<Tools, 'inUse' | 'models' | 'shadow'>): boolean {
  const locates = inUse.some(({ job, state }) => job === 'locator' && state === 'active');
  return locates || [...models, ...shadow].some(({ card }) => card.findings.some(({ kind }) => kind === 'anomaly'));
}

/** Two by two of its pixels are one of the locator's 48 mm, so strips and scan hold an even number of them both ways. */
const SHAPE = { input: { pitchMm: 24, marginPx: 0 }, output: { stridePx: 2 } };

export function coarseGrid(geometry: Geometry): ScanGrid {
  return scanGrid(SHAPE, geometry);
}

export function encodeCoarse({ high, low }: Record<Energy, GridPicture>): CoarsePart {
  const { columns, rows } = high;
  return { columns, rows, high: base64Of(high), low: base64Of(low) };
}

/** A strip and its left neighbour, for reasons; and the strip's own part of the scan's. */
export async function stripCoarse(
  pixels: ScanPixels,
  strip: number,
  watch: Stopwatch,
): Promise<{ coarse: Coarse; part: CoarsePart }> {
  const grid = coarseGrid(pixels.detector.calibration.geometry);
  const own = await pixels.region(grid, strip, strip, watch);
  const both = await pixels.region(grid, Math.max(0, strip - 1), strip, watch);
  return { coarse: { grid, ...both }, part: encodeCoarse(own.picture) };
}

/**
 * The strips' coarse pictures put together.
 *
 * @returns no data where a strip is missing or brought none
 * @throws {DomainError} `coarse-part` when a part has not as many samples as it says
 */
export function wholeCoarse(
  strips: readonly Pick<StripResult, 'strip' | 'coarse'>[],
  geometry: Geometry,
  lines: number,
): Coarse {
  const grid = coarseGrid(geometry);
  const columns = columnsOfScan(grid, lines);
  const empty = (): GridPicture => ({
    columns,
    rows: grid.rows,
    samples: new Uint16Array(columns * grid.rows).fill(NO_DATA),
  });
  const picture = { high: empty(), low: empty() };
  for (const { strip, coarse } of strips) {
    if (!coarse) continue;
    if (coarse.rows !== grid.rows) throw new DomainError('coarse-part', 'a coarse strip is not of its height');
    for (const energy of ['high', 'low'] as const)
      paste(samplesOf(coarse, energy), coarse.columns, picture[energy], strip * grid.columnsPerStrip);
  }
  return { grid, firstColumn: 0, picture };
}

function paste(samples: Uint16Array, columns: number, into: GridPicture, at: number): void {
  for (let row = 0; row < into.rows; row++)
    into.samples.set(samples.subarray(row * columns, (row + 1) * columns), row * into.columns + at);
}

function base64Of({ samples }: GridPicture): string {
  return Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength).toString('base64');
}

function samplesOf(part: CoarsePart, energy: Energy): Uint16Array {
  const bytes = Buffer.from(part[energy], 'base64');
  const count = part.columns * part.rows;
  if (bytes.byteLength !== 2 * count) throw new DomainError('coarse-part', 'a coarse strip is not of its size');
  return Uint16Array.from({ length: count }, (_, i) => bytes.readUInt16LE(2 * i));
}
