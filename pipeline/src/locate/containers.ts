import type { BoxPx } from '@h986/domain';
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

/** Containers from their pixels: the two largest pieces, one that is too long or has a gap taken for two. From the left. */
export function containersIn(map: ClassMap): FoundContainer[] {
  const pieces = piecesOf(withoutHoles(map)).flatMap((piece) => apart(piece, map));
  return pieces
    .filter((piece) => piece.length * map.pixelMm ** 2 >= SMALLEST_MM2)
    .sort((a, b) => b.length - a.length)
    .slice(0, MOST)
    .map((piece) => ({ box: boxOf(piece, map), confidence: confidenceOf(piece, map) }))
    .sort((a, b) => a.box.x - b.box.x);
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
