import type { Geometry } from '@h986/domain';
import type { StoredScan, TrainingPhantom } from '@h986/fixtures';
import { type GridPicture, resample } from '@h986/imaging';
import {
  calibrate,
  columnsOfScan,
  detectorOf,
  findMarks,
  type ScanGrid,
  scanGrid,
  type Transmission,
} from '@h986/pipeline';

/** The model's own grid, 6 mm, with cells of 4. */
export const FINE = { input: { pitchMm: 6, marginPx: 64 }, output: { stridePx: 4 } };
/** The locator's, 48 mm. */
export const COARSE = { input: { pitchMm: 48, marginPx: 0 }, output: { stridePx: 1 } };

export function gridOf(shape: typeof FINE, geometry: Geometry): ScanGrid {
  return scanGrid(shape as Parameters<typeof scanGrid>[0], geometry);
}

/** A phantom's lines by the pipeline's own calibration, so that a model trains on what it will be given. */
export function transmissionOf(scan: StoredScan): Transmission {
  const { geometry, normalised, samples, lines } = scan;
  const { channels } = geometry;
  const perLine = 2 * channels;
  const airLines = scan.air.length / perLine;
  const mean = (of: 'doseHigh' | 'doseLow'): number =>
    scan.airRecords.reduce((sum, record) => sum + record[of], 0) / Math.max(1, scan.airRecords.length);
  const calibration = {
    v: 1,
    scanId: '',
    geometry,
    lineRateHz: scan.lineRateHz,
    normalised,
    darkLines: scan.dark.length / perLine,
    airLines,
    airDose: { high: mean('doseHigh'), low: mean('doseLow') },
    sha256: '',
  } as unknown as Parameters<typeof detectorOf>[0];
  const lit = new Uint16Array(scan.dark.length + scan.air.length);
  lit.set(scan.dark);
  lit.set(scan.air, scan.dark.length);
  const header = { v: 1, scanId: '', strip: 0, firstLine: 0, lines, channels, sha256: '', records: scan.records };
  const raw = { header, samples } as unknown as Parameters<typeof calibrate>[0];
  return calibrate(raw, detectorOf(calibration, lit), normalised ? findMarks(raw) : null);
}

export function onGrid(transmission: Transmission, grid: ScanGrid): { high: GridPicture; low: GridPicture } {
  const columns = columnsOfScan(grid, transmission.high.lines);
  const to = { columns, rows: grid.rows, linesPerColumn: grid.linesPerColumn };
  return { high: resample(transmission.high, to), low: resample(transmission.low, to) };
}

/** Labels on the grid, of the pixel in the middle of each grid pixel: rows x columns. */
export function labelsOn(
  { labels, scan }: Pick<TrainingPhantom, 'labels' | 'scan'>,
  { linesPerColumn, channelsPerRow, rows }: ScanGrid,
  columns: number,
): Uint16Array {
  const { lines, geometry } = scan;
  const out = new Uint16Array(rows * columns);
  for (let column = 0; column < columns; column++) {
    const line = Math.floor((column + 0.5) * linesPerColumn);
    if (line >= lines) break;
    for (let row = 0; row < rows; row++) {
      const channel = Math.floor((row + 0.5) * channelsPerRow);
      out[row * columns + column] = labels[line * geometry.channels + channel] as number;
    }
  }
  return out;
}
