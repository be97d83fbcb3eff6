import { STRIP_LINES } from '@h986/domain';
import { LEVELS } from '../levels.ts';
import type { IntegerLookup } from '../material.ts';
import { paddedRows, type StripStore } from '../strip-store.ts';
import { materialAt, type Neighbours, neighboursOf } from './neighbours.ts';

/** Remembers what was worked out of a texel's neighbours, as the graphics card does strip by strip. */
export interface CpuPrepared {
  neighbours(level: number, column: number, row: number): Neighbours;
  /** A place in `MATERIAL_CLASSES`, or `PLAIN`. */
  material(lookup: IntegerLookup, level: number, column: number, row: number): number;
  spoil(strip: number): void;
}

const UNKNOWN = 255;

export function createCpuPrepared(store: StripStore): CpuPrepared {
  const rows = paddedRows(store.channels);
  let neighbours = new Map<number, (Neighbours | undefined)[]>();
  let classes = new Map<number, Uint8Array>();
  let by: IntegerLookup | null = null;

  /** @returns the block's key and the texel's place in it */
  function placeOf(level: number, column: number, row: number): [number, number] {
    const columns = STRIP_LINES >> level;
    const strip = Math.floor(column / columns);
    return [strip * LEVELS + level, row * columns + (column % columns)];
  }

  return {
    neighbours(level, column, row) {
      const [key, at] = placeOf(level, column, row);
      const block = neighbours.get(key) ?? [];
      neighbours.set(key, block);
      const known = block[at] ?? neighboursOf(store, level, column, row);
      block[at] = known;
      return known;
    },
    material(lookup, level, column, row) {
      if (by !== lookup) classes = new Map();
      by = lookup;
      const [key, at] = placeOf(level, column, row);
      const block = classes.get(key) ?? new Uint8Array((STRIP_LINES >> level) * (rows >> level)).fill(UNKNOWN);
      classes.set(key, block);
      if (block[at] === UNKNOWN) block[at] = materialAt(store, lookup, level, column, row);
      return block[at] as number;
    },
    spoil(strip) {
      const kept = ([key]: [number, unknown]): boolean => Math.abs(Math.floor(key / LEVELS) - strip) > 1;
      neighbours = new Map([...neighbours].filter(kept));
      classes = new Map([...classes].filter(kept));
    },
  };
}
