import type { OutlineCells } from '../load/outline.ts';
import { median } from './robust.ts';

/** Two walls, and from where on a cell holds a load beside them, g/cm2. */
export const WALLS_G_CM2 = 5;
export const LOADED_G_CM2 = 8;
/** From so many that are loaded there on they say what is usual. */
const ENOUGH = 3;
/** A column with less in it all together says nothing, g/cm2. */
const LEAST_IN_COLUMN = 20;

/** What a cell holds where it is loaded: the median of those that are; where hardly any is, of all. */
export function usualLoad(outlines: readonly OutlineCells[], middle: OutlineCells): Float32Array {
  return middle.cells.map((usual, i) => {
    const loaded = outlines.map(({ cells }) => cells[i] as number).filter((cell) => cell > LOADED_G_CM2);
    return loaded.length >= ENOUGH ? median(loaded) : usual || 0;
  });
}

/**
 * The load as if it were stacked as high and as far as the others: where nothing lies up to the roof, and right beside that, stands what
 * is usual there. How far a container is filled is what siblings differ in most, and is told by their mass.
 */
export function filledUp({ columns, rows, cells }: OutlineCells, usual: Float32Array): Float32Array {
  const open = new Uint8Array(cells.length);
  for (let column = 0; column < columns; column++)
    for (let at = column; at < columns * rows && !((cells[at] as number) > LOADED_G_CM2); at += columns) open[at] = 1;
  return cells.map((cell, at) => {
    const column = at % columns;
    const beside = (column > 0 && open[at - 1]) || (column < columns - 1 && open[at + 1]);
    const known = Number.isNaN(cell) ? (usual[at] as number) : cell;
    return open[at] || open[at - columns] || beside ? Math.max(known, usual[at] as number) : known;
  });
}

/** What a column holds over what is usual in it, 1 where that is next to nothing; the same in all its cells. */
export function columnShares(outline: OutlineCells, usual: Float32Array): OutlineCells {
  const { columns, rows } = outline;
  const filled = filledUp(outline, usual);
  const shares = Array.from({ length: columns }, (_, column) => {
    let [own, all] = [0, 0];
    for (let at = column; at < filled.length; at += columns) {
      const there = usual[at] as number;
      if (there <= LOADED_G_CM2) continue;
      own += (filled[at] as number) - WALLS_G_CM2;
      all += there - WALLS_G_CM2;
    }
    return all > LEAST_IN_COLUMN ? own / all : 1;
  });
  return { columns, rows, cells: filled.map((_, at) => shares[at % columns] as number) };
}
