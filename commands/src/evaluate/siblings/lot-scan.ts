import { TRANSMISSION_MAX, TRANSMISSION_ONE } from '@h986/domain';
import { containerPhantom, type LoadedContainer, lotOddities, profileOf } from '@h986/fixtures';
import { AIR_LEVEL, coarseProfile } from '../../encoder-data/coarse-profile.ts';
import { chanceOf } from '../../training-data/drawn-profile.ts';
import type { RenderedOddity, SiblingPlan } from './lot-plan.ts';

/** The lane's coarse grid. */
export const CELL_MM = 24;
const AIR = AIR_LEVEL * 65_535;
/** Kept around the container, cells. */
const AROUND = 6;
/** How far an edge of the locator's box is off the container's, cells (standard deviation). */
const BOX_OFF = 0.6;

/** One container as the lane's coarse pictures show it: cells of 24 mm, row by row. */
export interface SiblingScan {
  columns: number;
  rows: number;
  /** Rows of the lane's picture above its first one. */
  above: number;
  /** Transmission x 60,000, both energies. */
  high: Uint16Array;
  low: Uint16Array;
  /** Of the container, cells; not whole ones. */
  box: { x: number; y: number; w: number; h: number };
  /** Packages of its papers, by HS subheading; what makes one odd is not in them. */
  packages: Record<string, number>;
}

/** The scanner of all lots, in cells. */
export const LOT_SCANNER = 'h986-6-4';
export const lotProfile = coarseProfile(profileOf(LOT_SCANNER), CELL_MM);
const threats: Record<RenderedOddity, (typeof lotOddities)[keyof typeof lotOddities]> = {
  'less-mass': lotOddities.lessMass,
  'hollow-block': lotOddities.hollowBlock,
  'extra-object': lotOddities.extraObject,
};

/** @throws {DomainError} `threat-without-place` where this load has no place for what is to be wrong with it */
export function siblingScan({ seed, lot, family, container, mirrored, odd }: SiblingPlan): SiblingScan {
  const threat = odd && threats[odd];
  const { scan, containers } = containerPhantom({
    ...{ seed, lot, family, container, profile: lotProfile },
    ...(threat && { threat }),
  });
  const [loaded] = containers as [LoadedContainer];
  const chance = chanceOf(seed ^ 0xb0c5);
  const off = (): number => BOX_OFF * (chance() + chance() + chance() + chance() - 2) * Math.sqrt(3);
  const { x, y, w, h } = loaded.box;
  const { channels } = scan.geometry;
  const [left, top] = [Math.max(0, x - AROUND), Math.max(0, y - AROUND)];
  const columns = Math.min(scan.lines, x + w + AROUND) - left;
  const rows = Math.min(channels, y + h + AROUND) - top;
  const plane = (energy: number): Uint16Array => {
    const samples = new Uint16Array(columns * rows);
    for (let column = 0; column < columns; column++) {
      const to = mirrored ? columns - 1 - column : column;
      const from = (2 * (left + column) + energy) * channels + top;
      for (let row = 0; row < rows; row++) samples[row * columns + to] = scan.samples[from + row] as number;
    }
    return samples.map((value) => Math.min(TRANSMISSION_MAX, Math.round((value * TRANSMISSION_ONE) / AIR)));
  };
  const box = { x: x - left + off(), y: y - top + off(), w: w + off(), h: h + off() };
  if (mirrored) box.x = columns - box.x - box.w;
  return { columns, rows, above: top, high: plane(0), low: plane(1), box, packages: packagesOf(loaded) };
}

function packagesOf({ lots }: LoadedContainer): Record<string, number> {
  const packages: Record<string, number> = {};
  for (const one of lots.flatMap(({ goods }) => goods)) {
    const code = one.hsCode.slice(0, 6);
    packages[code] = (packages[code] ?? 0) + one.packages;
  }
  return packages;
}
