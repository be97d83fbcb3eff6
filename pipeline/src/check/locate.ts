import { type BoxPx, type CheckRefusal, extentOf, type PointMm, type TestObject } from '@h986/domain';
import { type Component, componentOf } from '../maps/components.ts';
import { flood } from '../maps/flood.ts';
import { at, type Placement, type PointPx, type WholePicture } from './picture.ts';

/** Fiducials are looked for on a grid of about so many mm. */
const CELL_MM = 20;
/** Of air: darker is steel of some thickness, whatever the noise. */
const DARK = 0.45;
/** Of a fiducial's size what a dark spot may measure: the grid cuts it, blur widens it. */
const SIZE = { from: 0.5, to: 1.7 };
const FILLED = 0.55;
/** How far off the frame's own proportions may be: the nearer the source, the larger; the faster, the shorter. */
const SCALE = { from: 0.75, to: 1.35 };
/** Share of the frame's length by which it may stand askew. */
const ASKEW = 0.04;
const BLOBS_AT_MOST = 80;

export type Located =
  | { refusal: Extract<CheckRefusal, 'test-object-not-found' | 'test-object-cut-off'> }
  | {
      place: Placement;
      boxPx: BoxPx;
      /** Length in the picture over the true one. */
      scale: number;
    };

/** Finds a test object by its three fiducials, whichever end comes first, and says where every point of it lies. */
export function locate(picture: WholePicture, object: TestObject): Located {
  const grid = gridOf(picture);
  const spots = spotsOf(grid, picture, object).slice(0, BLOBS_AT_MOST);
  const found = bestTriple(spots, object, picture);
  if (!found) return { refusal: 'test-object-not-found' };
  const [corner, along, down] = found.map((spot) => refined(picture, spot, object, grid.air)) as [
    PointPx,
    PointPx,
    PointPx,
  ];
  const place = placementOf(object, { corner, along, down });
  const { linePitchMm } = picture.geometry;
  const trueMm = object.fiducials.along.x - object.fiducials.corner.x;
  const boxPx = boxOf(object, place);
  const inside =
    boxPx.x >= 0 && boxPx.y >= 0 && boxPx.x + boxPx.w <= picture.lines && boxPx.y + boxPx.h <= picture.channels;
  if (!inside) return { refusal: 'test-object-cut-off' };
  return { place, boxPx, scale: (Math.abs(along.x - corner.x) * linePitchMm) / trueMm };
}

interface Grid {
  columns: number;
  rows: number;
  linesPerColumn: number;
  channelsPerRow: number;
  /** Mean transmission, column by column. */
  cells: Float32Array;
  /** As bright as most of the brightest. */
  air: number;
}

function gridOf(picture: WholePicture): Grid {
  const { linePitchMm, channelPitchMm } = picture.geometry;
  const linesPerColumn = Math.max(1, Math.round(CELL_MM / linePitchMm));
  const channelsPerRow = Math.max(1, Math.round(CELL_MM / channelPitchMm));
  const [columns, rows] = [Math.floor(picture.lines / linesPerColumn), Math.floor(picture.channels / channelsPerRow)];
  const cells = new Float32Array(columns * rows);
  for (let column = 0; column < columns; column++) {
    for (let row = 0; row < rows; row++) {
      let [sum, count] = [0, 0];
      for (let line = 0; line < linesPerColumn; line++) {
        for (let channel = 0; channel < channelsPerRow; channel++) {
          const value = at(picture, column * linesPerColumn + line, row * channelsPerRow + channel);
          if (Number.isNaN(value)) continue;
          sum += value;
          count++;
        }
      }
      // Without data it is taken for air: what nobody sees is no fiducial.
      cells[column * rows + row] = count === 0 ? 1 : sum / count;
    }
  }
  const sorted = cells.slice().sort();
  const air = sorted[Math.floor(0.9 * sorted.length)] ?? 1;
  return { columns, rows, linesPerColumn, channelsPerRow, cells, air };
}

/** Dark spots of a fiducial's size, in pixels. */
function spotsOf(
  { columns, rows, linesPerColumn, channelsPerRow, cells, air }: Grid,
  picture: WholePicture,
  object: TestObject,
): PointPx[] {
  const { linePitchMm, channelPitchMm } = picture.geometry;
  const seen = new Uint8Array(cells.length);
  const take = (cell: number): boolean => {
    if (seen[cell] === 1 || (cells[cell] as number) > DARK * air) return false;
    seen[cell] = 1;
    return true;
  };
  const values = new Int16Array(cells.length);
  const found: PointPx[] = [];
  for (let start = 0; start < cells.length; start++) {
    if (!take(start)) continue;
    const spot = componentOf(flood(start, columns, rows, take), values, rows);
    const w = (spot.right - spot.left + 1) * linesPerColumn * linePitchMm;
    const h = (spot.bottom - spot.top + 1) * channelsPerRow * channelPitchMm;
    if (!isSized(w, object) || !isSized(h, object) || !isFilled(spot)) continue;
    found.push({
      x: ((spot.left + spot.right + 1) / 2) * linesPerColumn - 0.5,
      y: ((spot.top + spot.bottom + 1) / 2) * channelsPerRow - 0.5,
    });
  }
  return found;
}

const isSized = (mm: number, { fiducials: { sizeMm } }: TestObject): boolean =>
  mm >= SIZE.from * sizeMm && mm <= SIZE.to * sizeMm;

const isFilled = ({ cells, left, right, top, bottom }: Component): boolean =>
  cells >= FILLED * (right - left + 1) * (bottom - top + 1);

/** Three spots that stand as the fiducials do, those that do so best. */
function bestTriple(
  spots: readonly PointPx[],
  { fiducials }: TestObject,
  { geometry: { linePitchMm, channelPitchMm } }: WholePicture,
): [PointPx, PointPx, PointPx] | null {
  const mm = spots.map(({ x, y }) => ({ x: x * linePitchMm, y: y * channelPitchMm }));
  const lengthMm = fiducials.along.x - fiducials.corner.x;
  const heightMm = fiducials.down.y - fiducials.corner.y;
  let best: { off: number; triple: [PointPx, PointPx, PointPx] } | null = null;
  mm.forEach((corner, c) => {
    mm.forEach((along, a) => {
      const length = Math.abs(along.x - corner.x) / lengthMm;
      const rise = Math.abs(along.y - corner.y - (fiducials.along.y - fiducials.corner.y)) / lengthMm;
      if (!isScale(length) || rise > ASKEW) return;
      mm.forEach((down, d) => {
        const height = (down.y - corner.y) / heightMm;
        const lean = Math.abs(down.x - corner.x - (fiducials.down.x - fiducials.corner.x)) / heightMm;
        if (!isScale(height) || lean > ASKEW) return;
        const off = Math.abs(Math.log(length)) + Math.abs(Math.log(height)) + rise + lean;
        if (best && best.off <= off) return;
        best = { off, triple: [spots[c] as PointPx, spots[a] as PointPx, spots[d] as PointPx] };
      });
    });
  });
  return (best as { triple: [PointPx, PointPx, PointPx] } | null)?.triple ?? null;
}

const isScale = (scale: number): boolean => scale >= SCALE.from && scale <= SCALE.to;

/** The middle of what is dark around a spot, at full size. */
function refined(picture: WholePicture, spot: PointPx, { fiducials: { sizeMm } }: TestObject, air: number): PointPx {
  const { linePitchMm, channelPitchMm } = picture.geometry;
  const reach = { x: Math.round((0.9 * sizeMm) / linePitchMm), y: Math.round((0.9 * sizeMm) / channelPitchMm) };
  let [sum, x, y] = [0, 0, 0];
  for (let line = Math.round(spot.x) - reach.x; line <= Math.round(spot.x) + reach.x; line++) {
    for (let channel = Math.round(spot.y) - reach.y; channel <= Math.round(spot.y) + reach.y; channel++) {
      const value = at(picture, line, channel);
      if (Number.isNaN(value)) continue;
      const weight = Math.max(0, 0.7 * air - value);
      sum += weight;
      x += weight * line;
      y += weight * channel;
    }
  }
  return sum === 0 ? spot : { x: x / sum, y: y / sum };
}

function placementOf({ fiducials }: TestObject, seen: Record<'corner' | 'along' | 'down', PointPx>): Placement {
  const lengthMm = fiducials.along.x - fiducials.corner.x;
  const heightMm = fiducials.down.y - fiducials.corner.y;
  const perX = { x: (seen.along.x - seen.corner.x) / lengthMm, y: (seen.along.y - seen.corner.y) / lengthMm };
  const perY = { x: (seen.down.x - seen.corner.x) / heightMm, y: (seen.down.y - seen.corner.y) / heightMm };
  return (point: PointMm) => {
    const [dx, dy] = [point.x - fiducials.corner.x, point.y - fiducials.corner.y];
    return { x: seen.corner.x + dx * perX.x + dy * perY.x, y: seen.corner.y + dx * perX.y + dy * perY.y };
  };
}

function boxOf(object: TestObject, place: Placement): BoxPx {
  const { x, y, w, h } = extentOf(object);
  const corners = [place({ x, y }), place({ x: x + w, y: y + h })];
  const [left, right] = [Math.min(...corners.map((p) => p.x)), Math.max(...corners.map((p) => p.x))];
  const [top, bottom] = [Math.min(...corners.map((p) => p.y)), Math.max(...corners.map((p) => p.y))];
  return { x: Math.floor(left), y: Math.floor(top), w: Math.ceil(right - left), h: Math.ceil(bottom - top) };
}
