import { DomainError, ENERGIES, type Energy, type ScanId, type Strip } from '@h986/domain';
import { besideEachOther, type GridPicture, resample } from '@h986/imaging';
import type { ObjectStore } from '@h986/stores';
import type { GridRegion } from '../maps/infer.ts';
import { columnsOf, type ScanGrid } from '../maps/scan-grid.ts';
import type { Stopwatch } from '../workers/stopwatch.ts';
import { calibrate, type Transmission } from './calibrate.ts';
import { type Detector, readDetector } from './detector.ts';
import { type RawStrip, readRawStrip } from './raw-strip.ts';
import { recent } from './recent.ts';
import { findMarks, type VendorMarks } from './vendor-marks.ts';

export interface StripPixels {
  header: Strip;
  /** As acquired. */
  raw: RawStrip;
  transmission: Transmission;
}

/** One scan's pixels, calibrated. */
export interface ScanPixels {
  detector: Detector;
  /** @throws as `readRawStrip` */
  strip(strip: number, watch: Stopwatch): Promise<StripPixels>;
  /** Strips `first` to `last` side by side on a model's grid. */
  region(grid: ScanGrid, first: number, last: number, watch: Stopwatch): Promise<GridRegion>;
}

/** Scans that a process remembers the calibration of, and strips a scan: a job's own and its left neighbour. */
const SCANS = 4;
const STRIPS = 3;
/** Strips on a grid, of as many grids as models have. */
const GRIDDED = 4 * STRIPS;

/**
 * Pixels of scans, with a short memory: strips come in order, and each needs its left neighbour, which was calibrated
 * a moment ago. What is remembered never changes, being evidence.
 */
export function openPixels(objects: ObjectStore): (scanId: ScanId) => Promise<ScanPixels> {
  return recent(SCANS, async (scanId: ScanId) => openScanPixels(objects, scanId));
}

async function openScanPixels(objects: ObjectStore, scanId: ScanId): Promise<ScanPixels> {
  const detector = await readDetector(objects, scanId);
  const marks = detector.calibration.normalised ? findMarks(await readRawStrip(objects, scanId, 0)) : null;
  const calibrated = recent(STRIPS, (strip: number, watch: Stopwatch) =>
    readStrip(objects, scanId, strip, detector, marks, watch),
  );
  const gridded = recent(GRIDDED, async (_: string, transmission: Transmission, grid: ScanGrid) =>
    onGrid(transmission, grid),
  );
  return {
    detector,
    strip: calibrated,
    async region(grid, first, last, watch) {
      const parts: Record<Energy, GridPicture>[] = [];
      for (let strip = first; strip <= last; strip++) {
        const { transmission } = await calibrated(strip, watch);
        const key = `${strip}-${grid.columnsPerStrip}-${grid.rows}-${grid.stride}`;
        parts.push(await watch.time('resample', () => gridded(key, transmission, grid)));
      }
      const picture = {
        high: besideEachOther(parts.map((p) => p.high)),
        low: besideEachOther(parts.map((p) => p.low)),
      };
      return { firstColumn: first * grid.columnsPerStrip, picture };
    },
  };
}

async function readStrip(
  objects: ObjectStore,
  scanId: ScanId,
  strip: number,
  detector: Detector,
  marks: Record<Energy, VendorMarks> | null,
  watch: Stopwatch,
): Promise<StripPixels> {
  const raw = await watch.time('read', () => readRawStrip(objects, scanId, strip));
  const { channels } = detector.calibration.geometry;
  if (raw.header.channels !== channels)
    throw new DomainError('strip-unreadable', `${raw.header.channels} channels, the calibration has ${channels}`);
  const transmission = await watch.time('calibrate', () => calibrate(raw, detector, marks));
  return { header: raw.header, raw, transmission };
}

export function onGrid(transmission: Transmission, grid: ScanGrid): Record<Energy, GridPicture> {
  const { rows, linesPerColumn } = grid;
  const [high, low] = ENERGIES.map((energy) => {
    const picture = transmission[energy];
    return resample(picture, { columns: columnsOf(grid, picture.lines), rows, linesPerColumn });
  }) as [GridPicture, GridPicture];
  return { high, low };
}
