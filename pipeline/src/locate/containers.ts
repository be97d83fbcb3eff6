import { type BoxPx, DomainError } from '@h986/domain';
import { flood } from '../maps/flood.ts';

/** What the locator says of a scan, pixel by pixel, row by row. */
export interface ClassMap {
  columns: number;
  rows: number;
  /** 1 where a pixel is container rather than anything else. */
  container: Uint8Array;
  /** Probability of that. */
  probability: Float32Array;
  /** Side of a pixel. */
  pixelMm: number;
}

export interface FoundContainer {
  /** In pixels of the map. */
  box: BoxPx;
  confidence: number;
}

/** A trailer carries no more. */
const MOST = 2;
/** The longest container, 45 feet, with what a pixel more or less may add. */
const LONGEST_MM = 13_900;
/** Half of the shortest, 10 feet: a piece below this is none. */
const SHORTEST_MM = 2_500;
const SMALLEST_MM2 = 2_000_000;
/** Holes in a column up to this high belong to the container around them. */
const HOLE_MM = 300;
/** A column with less than this share of the usual pixels is a gap between two containers. */
const GAP_SHARE = 0.5;
/** Ends are taken from the pixels without so many at each side, for what sticks out is not the wall, and then moved out by as much. */
const OUTSIDE = 0.02;
/** More container than this beside the boxes, and they are not the containers. */
const OUTSIDE_MOST = 0.1;

/**
 * Containers from their pixels: one piece that is too long or has a gap is taken for two. From the left.
 *
 * @throws {DomainError} `locator-doubt` with more pieces than a trailer carries, or with container where none of the boxes is: what
 *   lies there would not be looked at
 */
export function containersIn(map: ClassMap): FoundContainer[] {
  const pieces = piecesOf(withoutHoles(map)).flatMap((piece) => apart(piece, map));
  const large = pieces.filter(
    (piece) => piece.length * map.pixelMm ** 2 >= SMALLEST_MM2 && lengthOf(piece, map) * map.pixelMm >= SHORTEST_MM,
  );
  if (large.length > MOST) throw doubt(`${large.length} pieces look like containers`);
  const found = large
    .map((piece) => ({ box: boxOf(piece, map), confidence: confidenceOf(piece, map) }))
    .sort((a, b) => a.box.x - b.box.x);
  const outside = outsideOf(found, map);
  if (found.length > 0 && outside > OUTSIDE_MOST)
    throw doubt(`${Math.round(outside * 100)} % lie beside the containers`);
  return found;
}

function doubt(what: string): DomainError {
  return new DomainError('locator-doubt', `the locator is not to be believed: ${what}`);
}

/** Share of the container's pixels that lie in none of the boxes. */
function outsideOf(found: readonly FoundContainer[], { columns, container }: ClassMap): number {
  let [outside, all] = [0, 0];
  container.forEach((is, at) => {
    if (is !== 1) return;
    const [x, y] = [(at % columns) + 0.5, Math.floor(at / columns) + 0.5];
    all++;
    if (!found.some(({ box }) => x >= box.x - 1 && x <= box.x + box.w + 1 && y >= box.y - 1 && y <= box.y + box.h + 1))
      outside++;
  });
  return all === 0 ? 0 : outside / all;
}

/** Columns from its first to its last. */
function lengthOf(piece: readonly number[], { rows }: ClassMap): number {
  let [first, last] = [Number.POSITIVE_INFINITY, -1];
  for (const cell of piece) {
    first = Math.min(first, Math.floor(cell / rows));
    last = Math.max(last, Math.floor(cell / rows));
  }
  return last - first + 1;
}

/** Pixels column by column; only up and down, since two containers stand closer to each other than any hole is wide. */
function withoutHoles(map: ClassMap): ClassMap {
  const { columns, rows, pixelMm } = map;
  const most = Math.floor(HOLE_MM / pixelMm);
  const container = map.container.slice();
  for (let column = 0; column < columns; column++) {
    let last = -1;
    for (let row = 0; row < rows; row++) {
      if (map.container[row * columns + column] !== 1) continue;
      if (last >= 0 && row - last - 1 <= most)
        for (let hole = last + 1; hole < row; hole++) container[hole * columns + column] = 1;
      last = row;
    }
  }
  return { ...map, container };
}

/** Indices `column x rows + row` of the pixels of each connected piece. */
function piecesOf({ columns, rows, container }: ClassMap): number[][] {
  const seen = new Uint8Array(container.length);
  const take = (cell: number): boolean => {
    if (seen[cell] === 1 || container[(cell % rows) * columns + Math.floor(cell / rows)] !== 1) return false;
    seen[cell] = 1;
    return true;
  };
  const pieces: number[][] = [];
  for (let start = 0; start < container.length; start++)
    if (take(start)) pieces.push(flood(start, columns, rows, take));
  return pieces;
}

/** One piece, or two where it is cut at its weakest column. */
function apart(piece: number[], { columns, rows, pixelMm }: ClassMap): number[][] {
  const counts = new Uint32Array(columns);
  for (const cell of piece) counts[Math.floor(cell / rows)] = (counts[Math.floor(cell / rows)] as number) + 1;
  const first = counts.findIndex((count) => count > 0);
  const last = counts.findLastIndex((count) => count > 0);
  const least = Math.ceil(SHORTEST_MM / pixelMm);
  const middle = (first + last) / 2;
  let weakest = -1;
  for (let column = first + least; column <= last - least; column++) {
    const better = weakest < 0 ? 1 : (counts[weakest] as number) - (counts[column] as number);
    if (better > 0 || (better === 0 && Math.abs(column - middle) < Math.abs(weakest - middle))) weakest = column;
  }
  if (weakest < 0) return [piece];
  const usual = Uint32Array.from(counts.subarray(first, last + 1)).sort()[Math.floor((last - first) / 2)] as number;
  const tooLong = (last - first + 1) * pixelMm > LONGEST_MM;
  if (!tooLong && (counts[weakest] as number) >= GAP_SHARE * usual) return [piece];
  const left = piece.filter((cell) => Math.floor(cell / rows) < weakest);
  const right = piece.filter((cell) => Math.floor(cell / rows) > weakest);
  return [left, right];
}

function boxOf(piece: readonly number[], { rows }: ClassMap): BoxPx {
  const [left, right] = ends(piece.map((cell) => Math.floor(cell / rows)));
  const [top, bottom] = ends(piece.map((cell) => cell % rows));
  return { x: left, y: top, w: right - left, h: bottom - top };
}

/** Where pixels of these numbers would end if they lay as close everywhere as they do between their outermost; fractions of one. */
function ends(values: number[]): [number, number] {
  const sorted = values.sort((a, b) => a - b);
  const out = Math.floor(OUTSIDE * sorted.length);
  const low = sorted[out] as number;
  const high = (sorted[sorted.length - 1 - out] as number) + 1;
  const more = ((high - low) * OUTSIDE) / (1 - 2 * OUTSIDE);
  return [Math.max(sorted[0] as number, low - more), Math.min((sorted.at(-1) as number) + 1, high + more)];
}

function confidenceOf(piece: readonly number[], { columns, rows, probability }: ClassMap): number {
  const sum = piece.reduce((s, cell) => s + (probability[(cell % rows) * columns + Math.floor(cell / rows)] ?? 0), 0);
  return sum / piece.length;
}
