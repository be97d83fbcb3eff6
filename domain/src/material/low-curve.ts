import { candidatesOf } from './candidates.ts';
import type { MaterialTable } from './table.ts';

/** -ln T of the low energy behind so much of the stuff of this atomic number as has that -ln T of the high energy. */
export function lowCurve(table: MaterialTable, zEff: number): (alphaHigh: number) => number {
  const { all, alphaMax, steps } = candidatesOf(table);
  const { low } = all.reduce((a, b) => (Math.abs(b.zEff - zEff) < Math.abs(a.zEff - zEff) ? b : a));
  return (alphaHigh) => {
    const place = Math.min(Math.max(0, alphaHigh / alphaMax) * (steps - 1), steps - 1.001);
    const step = Math.floor(place);
    const from = low[step] as number;
    return from + (place - step) * ((low[step + 1] as number) - from);
  };
}
