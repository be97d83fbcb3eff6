import { DomainError, type Geometry, type MapCard, STRIP_LINES } from '@h986/domain';

/**
 * One model's grid over one scan: square pixels of about the model's pitch, on which every full strip begins at a whole
 * column. Columns and rows are whole cells of the model, so the true pitch is off by less than half a cell a strip.
 */
export interface ScanGrid {
  /** Grid columns of a full strip. */
  columnsPerStrip: number;
  rows: number;
  linesPerColumn: number;
  channelsPerRow: number;
  /** Pixels a cell of the model's output. */
  stride: number;
  /** Columns that the model must see on either side of those that it judges. */
  margin: number;
}

/** From one column to another, the last one not included. */
export interface Columns {
  from: number;
  to: number;
}

/** What of a model's card decides its grid. */
export interface GridShape {
  input: Pick<MapCard['input'], 'pitchMm' | 'marginPx'>;
  output: Pick<MapCard['output'], 'stridePx'>;
}

export function scanGrid({ input, output }: GridShape, geometry: Geometry): ScanGrid {
  const stride = output.stridePx;
  if (input.marginPx % stride !== 0)
    throw new DomainError('model-card', `margin ${input.marginPx} is not whole cells of ${stride}`);
  const wholeCells = (lengthMm: number): number => stride * Math.max(1, Math.round(lengthMm / input.pitchMm / stride));
  const columnsPerStrip = wholeCells(STRIP_LINES * geometry.linePitchMm);
  const rows = wholeCells(geometry.channels * geometry.channelPitchMm);
  return {
    columnsPerStrip,
    rows,
    linesPerColumn: STRIP_LINES / columnsPerStrip,
    channelsPerRow: geometry.channels / rows,
    stride,
    margin: input.marginPx,
  };
}

/** Columns of a strip of so many lines; a short one gets whole cells that cover all its lines. */
export function columnsOf({ columnsPerStrip, linesPerColumn, stride }: ScanGrid, lines: number): number {
  if (lines === STRIP_LINES) return columnsPerStrip;
  return stride * Math.ceil(lines / linesPerColumn / stride);
}

/** All columns of a scan of so many lines. */
export function columnsOfScan(grid: ScanGrid, lines: number): number {
  return Math.floor(lines / STRIP_LINES) * grid.columnsPerStrip + columnsOf(grid, lines % STRIP_LINES);
}

/**
 * What the job of one strip judges: all that can be judged once this strip is there, and could not before. A short strip is
 * the last one; its job judges nothing and leaves the rest to the assembly.
 */
export function ownedByStrip({ columnsPerStrip, margin }: ScanGrid, strip: number, lines: number): Columns {
  const from = strip === 0 ? 0 : Math.max(0, columnsPerStrip * strip - margin);
  if (lines < STRIP_LINES) return { from, to: from };
  return { from, to: Math.max(from, columnsPerStrip * (strip + 1) - margin) };
}

/** What is still open when the scan has ended. */
export function ownedByAssembly(grid: ScanGrid, lines: number): Columns {
  const fullStrips = Math.floor(lines / STRIP_LINES);
  return { from: Math.max(0, grid.columnsPerStrip * fullStrips - grid.margin), to: columnsOfScan(grid, lines) };
}

/** The first strip that must be read to judge these columns. */
export function firstStripUnder({ columnsPerStrip, margin }: ScanGrid, { from }: Columns): number {
  return Math.max(0, Math.floor((from - margin) / columnsPerStrip));
}
