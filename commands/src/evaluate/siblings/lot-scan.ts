import { TRANSMISSION_ONE } from '@h986/domain';
import { containerPhantom, type LoadedContainer, lotOddities, profileOf } from '@h986/fixtures';
import { AIR_LEVEL, coarseProfile } from '../../encoder-data/coarse-profile.ts';
import { chanceOf } from '../../training-data/drawn-profile.ts';
import type { Oddity, SiblingPlan } from './lot-plan.ts';

/** The lane's coarse grid. */
export const CELL_MM = 24;
/** Rendered so much finer and averaged. */
const FINER = 2;
const FULL_SCALE = 65_535;
/** Kept around the container, cells. */
const AROUND = 6;
/** How far an edge of the locator's box is off the container's, cells (standard deviation). */
const BOX_OFF = 0.6;

/** One container as the lane's coarse pictures show it: cells of 24 mm, row by row. */
export interface SiblingScan {
  columns: number;
  rows: number;
  /** Mean -ln T of each energy, and the standard deviation of the high one's inside a cell. */
  high: Float32Array;
  low: Float32Array;
  spread: Float32Array;
  /** Transmission x 60,000, as the encoder sees it. */
  transmission: { high: Uint16Array; low: Uint16Array };
  /** Of the container, cells; not whole ones. */
  box: { x: number; y: number; w: number; h: number };
}

const profile = coarseProfile(profileOf('h986-6-4'), CELL_MM / FINER);
const threats: Record<Exclude<Oddity, 'other-goods'>, (typeof lotOddities)[keyof typeof lotOddities]> = {
  'less-mass': lotOddities.lessMass,
  'hollow-block': lotOddities.hollowBlock,
  'extra-object': lotOddities.extraObject,
};

/** @throws {DomainError} `threat-without-place` where this load has no place for what is to be wrong with it */
export function siblingScan({ seed, lot, family, container, mirrored, odd }: SiblingPlan): SiblingScan {
  const threat = odd && odd !== 'other-goods' ? threats[odd] : undefined;
  const { scan, containers } = containerPhantom({ seed, lot, family, container, profile, ...(threat && { threat }) });
  const [loaded] = containers as [LoadedContainer];
  const chance = chanceOf(seed ^ 0xb0c5);
  const off = (): number => BOX_OFF * (chance() + chance() + chance() + chance() - 2) * Math.sqrt(3);
  const fine = { x: loaded.box.x / FINER, y: loaded.box.y / FINER, w: loaded.box.w / FINER, h: loaded.box.h / FINER };
  const [left, top] = [fine.x, fine.y].map((edge) => Math.max(0, Math.floor(edge) - AROUND)) as [number, number];
  const { channels } = scan.geometry;
  const columns = Math.min(Math.floor(scan.lines / FINER), Math.ceil(fine.x + fine.w) + AROUND) - left;
  const rows = Math.min(Math.floor(channels / FINER), Math.ceil(fine.y + fine.h) + AROUND) - top;
  const size = columns * rows;
  const made: SiblingScan = {
    columns,
    rows,
    high: new Float32Array(size),
    low: new Float32Array(size),
    spread: new Float32Array(size),
    transmission: { high: new Uint16Array(size), low: new Uint16Array(size) },
    box: { x: fine.x - left + off(), y: fine.y - top + off(), w: fine.w + off(), h: fine.h + off() },
  };
  if (mirrored) made.box.x = columns - made.box.x - made.box.w;
  for (let column = 0; column < columns; column++) {
    const to = mirrored ? columns - 1 - column : column;
    for (let row = 0; row < rows; row++)
      for (const [energy, name] of (['high', 'low'] as const).entries()) {
        let [t, sum, squares] = [0, 0, 0];
        for (let line = (left + column) * FINER; line < (left + column + 1) * FINER; line++)
          for (let k = 0; k < FINER; k++) {
            const value = scan.samples[(2 * line + energy) * channels + (top + row) * FINER + k] as number;
            const share = value / (AIR_LEVEL * FULL_SCALE);
            const alpha = Math.max(0, -Math.log(Math.max(share, 0.5 / TRANSMISSION_ONE)));
            t += share;
            sum += alpha;
            squares += alpha * alpha;
          }
        const count = FINER ** 2;
        const at = row * columns + to;
        made[name][at] = sum / count;
        if (energy === 0) made.spread[at] = Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
        made.transmission[name][at] = Math.min(65_000, Math.round((t / count) * TRANSMISSION_ONE));
      }
  }
  return made;
}
