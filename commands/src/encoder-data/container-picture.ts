import { TRANSMISSION_MAX, TRANSMISSION_ONE } from '@h986/domain';
import { type ContainerPhantom, containerPhantom, type LoadedContainer } from '@h986/fixtures';
import { AIR_LEVEL, coarseProfile } from './coarse-profile.ts';
import type { LoadPlan } from './load-plan.ts';

/** The encoder's grid. */
export const PITCH_MM = 24;
/** Rendered so much finer than the grid and averaged: an edge's pixel shows the mean of what gets through, not of what is in the way. */
const FINER = 2;
/** Kept around the container, px: whoever trains moves the box's edges about. */
const AROUND_PX = 8;
const FULL_SCALE = 65_535;

/** One container and its surroundings on the encoder's grid. */
export interface ContainerPicture {
  columns: number;
  rows: number;
  /** High, then low: each rows x columns of transmission. */
  samples: Uint16Array;
  /** Of the container in the picture, px; not whole ones. */
  box: { x: number; y: number; w: number; h: number };
  type: LoadedContainer['type'];
  lots: { family: string; chapters: string[] }[];
  /** A digit for each column of the box: 0 no goods, else the number of the lot. */
  goods: string;
}

/** The containers of one simulated scan. */
export function containerPictures(
  seed: number,
  { profile, family, second }: LoadPlan,
  finer = FINER,
): ContainerPicture[] {
  const phantom = containerPhantom({
    seed,
    family,
    ...(second && { second }),
    profile: coarseProfile(profile, PITCH_MM / finer),
  });
  return phantom.containers.map((container) => pictureOf(phantom.scan, container, finer));
}

function pictureOf(
  scan: ContainerPhantom['scan'],
  { type, box, lots, goods }: LoadedContainer,
  finer: number,
): ContainerPicture {
  const { channels } = scan.geometry;
  const fine = { x: box.x / finer, y: box.y / finer, w: box.w / finer, h: box.h / finer };
  const [left, top] = [fine.x, fine.y].map((edge) => Math.max(0, Math.floor(edge) - AROUND_PX)) as [number, number];
  const columns = Math.min(Math.floor(scan.lines / finer), Math.ceil(fine.x + fine.w) + AROUND_PX) - left;
  const rows = Math.min(Math.floor(channels / finer), Math.ceil(fine.y + fine.h) + AROUND_PX) - top;
  const samples = new Uint16Array(2 * rows * columns);
  for (let energy = 0; energy < 2; energy++)
    for (let column = 0; column < columns; column++)
      for (let row = 0; row < rows; row++) {
        samples[(energy * rows + row) * columns + column] = meanAt(scan, finer, energy, left + column, top + row);
      }
  return {
    columns,
    rows,
    samples,
    box: { ...fine, x: fine.x - left, y: fine.y - top },
    type,
    lots: lots.map(({ family, chapters }) => ({ family, chapters })),
    goods: Array.from({ length: Math.ceil(fine.w) }, (_, i) => goods[Math.min(i * finer, box.w - 1)]).join(''),
  };
}

/** Transmission in units of the models, of the fine pixels under one of the grid. */
function meanAt(
  { samples, geometry: { channels } }: ContainerPhantom['scan'],
  finer: number,
  energy: number,
  column: number,
  row: number,
): number {
  let sum = 0;
  for (let line = column * finer; line < (column + 1) * finer; line++) {
    const from = (2 * line + energy) * channels + row * finer;
    for (let at = from; at < from + finer; at++) sum += samples[at] as number;
  }
  return Math.min(TRANSMISSION_MAX, Math.round((sum / finer ** 2) * (TRANSMISSION_ONE / (AIR_LEVEL * FULL_SCALE))));
}
