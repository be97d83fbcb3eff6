import type { Pair } from '../fan.ts';

/**
 * A piece of a container: the same over its length. mm: x from the front face, y from the lower corners, z from the lane's middle. g/cm3
 * with its hollows; a hollow has less than nothing, so that what it lies in may be whole.
 */
export interface Part {
  x: Pair;
  section: { kind: 'rectangle'; y: Pair; z: Pair } | { kind: 'circle'; y: number; radiusMm: number };
  density: number;
}

/** A type of container, empty. */
export interface ContainerModel {
  name: string;
  lengthMm: number;
  heightMm: number;
  parts: readonly Part[];
  /** Where a load can be. */
  hold: { x: Pair; y: Pair; z: Pair };
}

export const STEEL = 7.86;
export const HALF_WIDTH_MM = 1219;
export const SIDES = [-1, 1] as const;

export function box(x: Pair, y: Pair, z: Pair, density = STEEL): Part {
  return { x, section: { kind: 'rectangle', y, z }, density };
}

/** A box with walls of this thickness. */
export function shell(x: Pair, y: Pair, z: Pair, wallMm: number, density = STEEL): Part[] {
  const [inX, inY, inZ] = [x, y, z].map(([from, to]): Pair => [from + wallMm, to - wallMm]) as [Pair, Pair, Pair];
  return [box(x, y, z, density), box(inX, inY, inZ, -density)];
}

/** A tube or rod as the box around it. `wallMm` 0: solid. */
export function upright(x: number, y: Pair, z: number, radius: number, wallMm: number, density = STEEL): Part {
  return box([x - radius, x + radius], y, [z - radius, z + radius], density * roundShare(radius, wallMm));
}

export function across(x: number, y: number, z: Pair, radius: number, wallMm: number, density = STEEL): Part {
  return box([x - radius, x + radius], [y - radius, y + radius], z, density * roundShare(radius, wallMm));
}

export function along(x: Pair, y: number, z: number, radius: number, wallMm: number, density = STEEL): Part {
  return box(x, [y - radius, y + radius], [z - radius, z + radius], density * roundShare(radius, wallMm));
}

function roundShare(radius: number, wallMm: number): number {
  const bore = wallMm === 0 ? 0 : radius - wallMm;
  return (Math.PI * (radius ** 2 - bore ** 2)) / (2 * radius) ** 2;
}

/** From a distance to the outside, on this side: the span of z. */
export function onSide(side: 1 | -1, fromMm: number, toMm: number): Pair {
  return side < 0 ? [-HALF_WIDTH_MM + fromMm, -HALF_WIDTH_MM + toMm] : [HALF_WIDTH_MM - toMm, HALF_WIDTH_MM - fromMm];
}

/** Even places from `from` to at most `to`. */
export function every(stepMm: number, from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, Math.floor((to - from) / stepMm) + 1) }, (_, i) => from + i * stepMm);
}
