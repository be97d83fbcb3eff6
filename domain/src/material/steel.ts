import { candidatesOf } from './candidates.ts';
import type { MaterialTable } from './table.ts';

const STEEL_Z = 26;
const G_CM2_PER_MM = 0.786;

/** How many mm of steel let through as little of the high energy; beyond what the table knows it is the last that it knows. */
export function steelMmOf(table: MaterialTable, alphaHigh: number): number {
  const { all, alphaMax, steps } = candidatesOf(table);
  const steel = all.reduce((a, b) => (Math.abs(b.zEff - STEEL_Z) < Math.abs(a.zEff - STEEL_Z) ? b : a));
  const place = Math.min(Math.max(0, alphaHigh / alphaMax), 1) * (steps - 1);
  const [from, to] = [Math.floor(place), Math.ceil(place)].map((i) => steel.gcm2[i] as number) as [number, number];
  return (from + (place % 1) * (to - from)) / G_CM2_PER_MM;
}
