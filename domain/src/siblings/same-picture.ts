import type { OutlineCells } from '../load/outline.ts';
import { meanDifference, turnedTo } from './align.ts';
import { cosine } from './differences.ts';
import type { ContainerFeatures } from './features.ts';

const COLUMNS = 16;
const ROWS = 8;

/**
 * A picture's outline in 128 bits, which new noise hardly changes: bit by bit, whether the load is denser in a cell of 16 x 8 than in the
 * one before it.
 *
 * @returns 32 hexadecimal digits
 */
export function outlineHash(outline: OutlineCells): string {
  const small = inSmall(outline);
  let hash = '';
  for (let nibble = 0; nibble < (COLUMNS * ROWS) / 4; nibble++) {
    let code = 0;
    for (let bit = 0; bit < 4; bit++) {
      const at = nibble * 4 + bit;
      const [row, column] = [Math.floor(at / COLUMNS), at % COLUMNS];
      const cell = row * (COLUMNS + 1) + column;
      if ((small[cell + 1] as number) > (small[cell] as number)) code |= 1 << bit;
    }
    hash += code.toString(16);
  }
  return hash;
}

/** Bits in which two hashes differ. */
export function hashDistance(a: string, b: string): number {
  let bits = 0;
  for (let i = 0; i < a.length; i++) {
    let off = Number.parseInt(a[i] as string, 16) ^ Number.parseInt(b[i] ?? '0', 16);
    for (; off > 0; off >>= 1) bits += off & 1;
  }
  return bits;
}

/** From here on two pictures are taken for one: chosen, not measured. */
export const SAME_PICTURE = { hashBits: 12, cosine: 0.995, difference: 0.012 } as const;

/** Whether two containers are one picture with other noise. How far off a second scan of one load is was not measured. */
export function isSamePicture(a: ContainerFeatures, b: ContainerFeatures): boolean {
  if (!a.outline || !b.outline || a.outline.cells.length !== b.outline.cells.length) return false;
  if (hashDistance(outlineHash(a.outline), outlineHash(b.outline)) > SAME_PICTURE.hashBits) return false;
  if (a.embedding && b.embedding && cosine(a.embedding, b.embedding) < SAME_PICTURE.cosine) return false;
  return meanDifference(a.outline, b.outline) / meanOf(a.outline) <= SAME_PICTURE.difference;
}

export interface ContainerChange {
  /** Mean difference of the outlines over the mean of the first. */
  difference: number;
  massLogRatio: number;
  /** The truck came from the other side. */
  turned: boolean;
  /** By more than `CHANGED`. */
  changed: boolean;
}

/** What a second scan of one load is thought to differ by at most: chosen, not measured. */
export const CHANGED = { difference: 0.15, massLogRatio: 0.1 } as const;

/** The same container, seen earlier and now; null where there is nothing to compare. */
export function changeOf(before: ContainerFeatures, now: ContainerFeatures): ContainerChange | null {
  if (!before.outline || !now.outline || before.outline.cells.length !== now.outline.cells.length) return null;
  const { outline, turned } = turnedTo(before.outline, now.outline);
  const difference = meanDifference(before.outline, outline) / meanOf(before.outline);
  const massLogRatio = Math.log((now.massKg ?? Number.NaN) / (before.massKg ?? Number.NaN));
  const changed = difference > CHANGED.difference || Math.abs(massLogRatio) > CHANGED.massLogRatio;
  return { difference, massLogRatio, turned, changed };
}

function meanOf({ cells }: OutlineCells): number {
  const there = cells.filter((cell) => !Number.isNaN(cell));
  return Math.max(Number.MIN_VALUE, there.reduce((sum, cell) => sum + cell, 0) / Math.max(1, there.length));
}

/** 17 x 8 means; what has no data counts as nothing. */
function inSmall({ columns, rows, cells }: OutlineCells): Float64Array {
  const [wide, tall] = [COLUMNS + 1, ROWS];
  const sums = new Float64Array(wide * tall);
  const counts = new Float64Array(wide * tall);
  cells.forEach((cell, i) => {
    const column = Math.floor(((i % columns) * wide) / columns);
    const row = Math.floor((Math.floor(i / columns) * tall) / rows);
    const at = row * wide + column;
    sums[at] = (sums[at] as number) + (Number.isNaN(cell) ? 0 : cell);
    counts[at] = (counts[at] as number) + 1;
  });
  return sums.map((sum, i) => sum / Math.max(1, counts[i] as number));
}
