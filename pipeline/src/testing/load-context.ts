import {
  type BoxPx,
  boxToMm,
  type Calibration,
  LINE_FLAG,
  type LineRange,
  STRIP_LINES,
  type StripResult,
} from '@h986/domain';
import { coarseGrid, encodeCoarse, wholeCoarse } from '../coarse/coarse.ts';
import type { LoadContext } from '../load/analysis.ts';
import { loadPart } from '../load/load-part.ts';
import { wholeLoad } from '../load/load-picture.ts';
import { qualityPart } from '../load/quality/quality-part.ts';
import { calibrate } from '../pixels/calibrate.ts';
import { type Detector, detectorOf } from '../pixels/detector.ts';
import type { RawStrip } from '../pixels/raw-strip.ts';
import { onGrid } from '../pixels/scan-pixels.ts';
import { findMarks } from '../pixels/vendor-marks.ts';
import type { RawScan } from './raw-scan.ts';
import { scanIdOf, sealOf } from './store-scan.ts';

const SCAN_ID = scanIdOf(1);

export interface ContextOptions {
  /** Containers as a locator would see them. */
  boxes?: readonly BoxPx[];
  extent?: 'whole' | 'partial';
  /** The scanner's own; none where it is left out. */
  table?: LoadContext['table'];
}

/** What analyses of a load are given: a scan's strips worked through as their jobs would, without store, models or queue. */
export function loadContextOf(
  scan: RawScan,
  { boxes = [], extent = 'whole', table = null }: ContextOptions = {},
): LoadContext {
  const detector = detectorFor(scan);
  const { geometry } = scan;
  const grid = coarseGrid(geometry);
  const marks = scan.normalised ? findMarks(rawStripOf(scan, 0)) : null;
  const strips = Array.from({ length: Math.ceil(scan.lines / STRIP_LINES) }, (_, strip): StripResult => {
    const raw = rawStripOf(scan, strip);
    const transmission = calibrate(raw, detector, marks);
    return {
      v: 1,
      scanId: SCAN_ID,
      revision: '1-0123456789ab',
      strip,
      runs: [],
      maps: [],
      findings: [],
      coarse: encodeCoarse(onGrid(transmission, grid)),
      load: loadPart(transmission, grid),
      quality: qualityPart(raw, transmission.high, detector),
      timings: {},
    };
  });
  return {
    picture: wholeLoad(strips, geometry, scan.lines),
    coarse: wholeCoarse(strips, geometry, scan.lines),
    geometry,
    seal: { ...sealOf(scan, { scanId: SCAN_ID, extent }), linesLost: lostOf(scan) },
    containers: boxes.map((boxPx) => ({ boxPx, boxMm: boxToMm(boxPx, geometry), confidence: 1 })),
    strips,
    table,
  };
}

export function detectorFor({ geometry, normalised, calibration }: RawScan): Detector {
  const { darkLines, airLines, airDose, samples } = calibration;
  const about: Calibration = {
    v: 1,
    scanId: SCAN_ID,
    geometry,
    lineRateHz: 100,
    normalised,
    darkLines,
    airLines,
    airDose,
    sha256: '0'.repeat(64),
  };
  return detectorOf(about, samples);
}

export function rawStripOf({ samples, records, geometry: { channels } }: RawScan, strip: number): RawStrip {
  const firstLine = strip * STRIP_LINES;
  const perLine = 2 * channels;
  const own = samples.subarray(firstLine * perLine, (firstLine + STRIP_LINES) * perLine);
  const lines = own.length / perLine;
  const header = { v: 1 as const, scanId: SCAN_ID, strip, firstLine, lines, channels, sha256: '0'.repeat(64) };
  return { header: { ...header, records: records.slice(firstLine, firstLine + lines) }, samples: own };
}

function lostOf({ records, linesLost }: RawScan): LineRange[] {
  if (linesLost.length > 0) return linesLost;
  return records.flatMap(({ flags }, line) => ((flags & LINE_FLAG.lost) === 0 ? [] : [{ from: line, to: line }]));
}
