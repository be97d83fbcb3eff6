import type { MaterialClass, UntoldReason } from '@h986/domain';
import type { CellBox } from './inside.ts';
import type { Net } from './net.ts';
import type { Told } from './tell-segments.ts';

/** Segments beside each other that are of one class, as one. */
export interface Joined extends Told {
  /** Numbers of the segments in it, from 1 on. */
  members: number[];
}

/** Neighbours of one class, or untold for one reason, are one part of the load: goods are parted by gaps and seams that mean nothing. */
export function joined(told: readonly Told[], of: Int32Array, { columns }: Pick<Net, 'columns'>): Joined[] {
  const parent = told.map((_, i) => i);
  const root = (i: number): number => {
    let at = i;
    while (parent[at] !== at) at = parent[at] as number;
    return at;
  };
  const join = (a: number, b: number): void => {
    if (a === 0 || b === 0 || a === b || !alike(told[a - 1] as Told, told[b - 1] as Told)) return;
    parent[root(b - 1)] = root(a - 1);
  };
  of.forEach((number, cell) => {
    if (number === 0) return;
    if ((cell + 1) % columns !== 0) join(number, of[cell + 1] as number);
    if (cell + columns < of.length) join(number, of[cell + columns] as number);
  });
  const groups = new Map<number, number[]>();
  told.forEach((_, i) => {
    groups.set(root(i), [...(groups.get(root(i)) ?? []), i + 1]);
  });
  return [...groups.values()].map((members) => together(members, told));
}

function alike(a: { class: MaterialClass; untold: UntoldReason | null }, b: typeof a): boolean {
  return a.class === b.class && a.untold === b.untold;
}

function together(members: number[], told: readonly Told[]): Joined {
  const parts = members.map((number) => told[number - 1] as Told);
  const [first] = parts as [Told, ...Told[]];
  const cells = parts.reduce((sum, part) => sum + part.cells, 0);
  const mass = parts.reduce((sum, part) => sum + part.cells * part.areaDensityGCm2, 0);
  // By mass, where there is any.
  const mean = (value: (part: Told) => number): number =>
    mass > 0
      ? parts.reduce((sum, part) => sum + part.cells * part.areaDensityGCm2 * value(part), 0) / mass
      : value(first);
  return {
    ...first,
    members,
    cells,
    box: parts.map(({ box }) => box).reduce(around),
    areaDensityGCm2: mass / cells,
    zEff: first.zEff === null ? null : mean(({ zEff }) => zEff ?? 0),
    confidence: mean(({ confidence }) => confidence),
  };
}

function around(a: CellBox, b: CellBox): CellBox {
  const [column, row] = [Math.min(a.column, b.column), Math.min(a.row, b.row)];
  return {
    column,
    row,
    columns: Math.max(a.column + a.columns, b.column + b.columns) - column,
    rows: Math.max(a.row + a.rows, b.row + b.rows) - row,
  };
}
