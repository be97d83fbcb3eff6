import type { BoxPx } from '@h986/domain';
import { addOverlap, emptyOverlap } from '@h986/domain/statistics';
import type { MapRecord, Peak } from './record.ts';

/** A map in the unit of its model, and where it lies on the scan. */
export interface PlacedMap {
  /** Column by column from the top. */
  values: Float32Array;
  /** Whether low values count as much as high ones. */
  signed: boolean;
  columns: number;
  rows: number;
  linesPerCell: number;
  channelsPerCell: number;
}

/** What is true about the scan: planes of lines x channels. */
export interface MapTruth {
  lines: number;
  channels: number;
  /** 1 where a threat changes the picture. */
  mask: Uint8Array;
  /** Where to look. */
  boxes: readonly BoxPx[];
}

/** Peaks that are kept of a map. */
const PEAKS = 5;
/** How far beside a threat a peak may lie, px of the scan. */
const BESIDE_PX = 10;
/** Peaks are at least so far apart, mm taken as cells of 24 mm. */
const APART_CELLS = 8;

/** The scores of one map: its peaks after a mean over 3 x 3 cells inside the boxes, and how it overlaps the truth. */
export function scoreMap(map: PlacedMap, truth: MapTruth, areaFrom: number): Omit<MapRecord, 'sha256'> {
  const inBoxes = cellsIn(map, truth.boxes);
  const smooth = smoothed(map, inBoxes);
  const heights = map.signed ? map.values.map(Math.abs) : map.values;
  const overlap = emptyOverlap();
  addOverlap(overlap, heights, regionsOf(map, truth, inBoxes));
  return {
    peaks: peaksOf(map, smooth, truth),
    anomalousCells: heights.reduce((count, value, i) => count + Number(inBoxes[i] === 1 && value >= areaFrom), 0),
    outside: sparse(overlap.outside),
    inside: sparse(overlap.inside),
    regions: overlap.regions,
  };
}

function cellsIn({ columns, rows, linesPerCell, channelsPerCell }: PlacedMap, boxes: readonly BoxPx[]): Uint8Array {
  const inside = new Uint8Array(columns * rows);
  for (let column = 0; column < columns; column++)
    for (let row = 0; row < rows; row++) {
      const [line, channel] = [(column + 0.5) * linesPerCell, (row + 0.5) * channelsPerCell];
      const hit = boxes.some(({ x, y, w, h }) => line >= x && line < x + w && channel >= y && channel < y + h);
      inside[column * rows + row] = Number(hit);
    }
  return inside;
}

/** Mean over 3 x 3 cells, of those inside; outside it is lowest. */
function smoothed({ values, signed, columns, rows }: PlacedMap, inside: Uint8Array): Float32Array {
  const out = new Float32Array(columns * rows).fill(Number.NEGATIVE_INFINITY);
  for (let column = 0; column < columns; column++)
    for (let row = 0; row < rows; row++) {
      if (!inside[column * rows + row]) continue;
      let [sum, count] = [0, 0];
      for (let c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++)
        for (let r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++) {
          if (!inside[c * rows + r]) continue;
          sum += values[c * rows + r] as number;
          count++;
        }
      // In the pipeline's own steps, so that a threshold means the same there.
      const mean = Math.round((100 * sum) / count) / 100;
      out[column * rows + row] = signed ? Math.abs(mean) : mean;
    }
  return out;
}

function peaksOf(map: PlacedMap, smooth: Float32Array, truth: MapTruth): Peak[] {
  const { columns, rows, linesPerCell, channelsPerCell } = map;
  const left = smooth.slice();
  const peaks: Peak[] = [];
  while (peaks.length < PEAKS) {
    let at = -1;
    for (let i = 0; i < left.length; i++) {
      const value = left[i] as number;
      if (value > Number.NEGATIVE_INFINITY && (at < 0 || value > (left[at] as number))) at = i;
    }
    if (at < 0) break;
    const [column, row] = [Math.floor(at / rows), at % rows];
    const [line, channel] = [(column + 0.5) * linesPerCell, (row + 0.5) * channelsPerCell];
    peaks.push({ value: rounded(left[at] as number), line, channel, onThreat: isBeside(truth, line, channel) });
    for (let c = Math.max(0, column - APART_CELLS); c <= Math.min(columns - 1, column + APART_CELLS); c++)
      for (let r = Math.max(0, row - APART_CELLS); r <= Math.min(rows - 1, row + APART_CELLS); r++)
        left[c * rows + r] = Number.NEGATIVE_INFINITY;
  }
  return peaks;
}

function isBeside({ lines, channels, mask }: MapTruth, line: number, channel: number): boolean {
  const [x, y] = [Math.floor(line), Math.floor(channel)];
  for (let i = Math.max(0, x - BESIDE_PX); i <= Math.min(lines - 1, x + BESIDE_PX); i++)
    for (let j = Math.max(0, y - BESIDE_PX); j <= Math.min(channels - 1, y + BESIDE_PX); j++)
      if (mask[i * channels + j] && (i - x) ** 2 + (j - y) ** 2 <= BESIDE_PX ** 2) return true;
  return false;
}

/** Cell by cell: -1 outside the boxes, 0 nothing, else the number of the connected piece of the threat that touches the cell. */
function regionsOf(map: PlacedMap, { channels, mask }: MapTruth, inside: Uint8Array): Int32Array {
  const { columns, rows, linesPerCell, channelsPerCell } = map;
  const touched = new Uint8Array(columns * rows);
  for (let at = mask.indexOf(1); at >= 0; at = mask.indexOf(1, at + 1)) {
    const column = Math.floor(Math.floor(at / channels) / linesPerCell);
    const row = Math.floor((at % channels) / channelsPerCell);
    if (column < columns && row < rows) touched[column * rows + row] = 1;
  }
  const regions = Int32Array.from(inside, (one) => one - 1);
  let found = 0;
  for (let start = touched.indexOf(1); start >= 0; start = touched.indexOf(1, start + 1)) {
    if (!inside[start] || (regions[start] as number) > 0) continue;
    found++;
    const open = [start];
    regions[start] = found;
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      const [column, row] = [Math.floor(at / rows), at % rows];
      for (let c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++)
        for (let r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++) {
          const next = c * rows + r;
          if (!touched[next] || !inside[next] || regions[next] !== 0) continue;
          regions[next] = found;
          open.push(next);
        }
    }
  }
  return regions;
}

function sparse(bins: Float64Array): [number, number][] {
  return [...bins].flatMap((count, bin): [number, number][] => (count === 0 ? [] : [[bin, rounded(count)]]));
}

const rounded = (value: number): number => Math.round(value * 1e5) / 1e5;
