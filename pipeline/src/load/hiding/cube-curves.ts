import type { MaterialTable } from '@h986/domain';
import type { Curve } from './response.ts';

export type CubeName = 'steel' | 'organic';

/** Thickness, mm. */
const MM = [0, 2, 5, 10, 20, 40, 70, 100, 150, 200, 250, 300, 400, 600, 800, 1200];

/**
 * -ln T of steel (7.86 g/cm3) and of packed organic matter (1 g/cm3) by nominal end point, MV: the forward model's for cellulose and steel,
 * from first principles (`npm run phantom -- --transmission`). A scanner between two end points is taken as the nearest.
 */
const CURVES: Record<CubeName, readonly (Curve & { mv: number })[]> = {
  steel: [
    {
      mv: 4,
      mm: MM,
      alpha: [
        0, 0.093, 0.229, 0.451, 0.874, 1.661, 2.747, 3.763, 5.371, 6.914, 8.416, 9.891, 12.784, 18.43, 23.972, 34.885,
      ],
    },
    {
      mv: 6,
      mm: MM,
      alpha: [
        0, 0.078, 0.194, 0.382, 0.741, 1.4141, 2.352, 3.24, 4.659, 6.034, 7.38, 8.707, 11.322, 16.455, 21.514, 31.511,
      ],
    },
    {
      mv: 9,
      mm: MM,
      alpha: [
        0, 0.067, 0.166, 0.328, 0.641, 1.234, 2.074, 2.881, 4.185, 5.46, 6.717, 7.963, 10.429, 15.303, 20.133, 29.726,
      ],
    },
  ],
  organic: [
    {
      mv: 4,
      mm: MM,
      alpha: [0, 0.013, 0.032, 0.064, 0.128, 0.253, 0.437, 0.617, 0.908, 1.189, 1.46, 1.724, 2.23, 3.182, 4.076, 5.759],
    },
    {
      mv: 6,
      mm: MM,
      alpha: [0, 0.011, 0.027, 0.053, 0.106, 0.21, 0.362, 0.51, 0.748, 0.977, 1.198, 1.413, 1.825, 2.599, 3.328, 4.706],
    },
    {
      mv: 9,
      mm: MM,
      alpha: [
        0, 0.009, 0.022, 0.043, 0.086, 0.171, 0.295, 0.416, 0.61, 0.796, 0.977, 1.152, 1.489, 2.125, 2.726, 3.868,
      ],
    },
  ],
};

/** Of the two cubes: g/cm3, and which curve of a scanner's table is theirs. */
const CUBES: Record<CubeName, { density: number; zEff: number }> = {
  steel: { density: 7.86, zEff: 25.9 },
  organic: { density: 1, zEff: 6.3 },
};
/** What is read of a cube that is added. */
export interface Response {
  curve: Curve;
  /** Stray radiation that the curve holds already, as a share of air. */
  stray: number;
}

/** A cube stands in what room there is between the goods. By the scanner's own table, where it has one. */
export function responseTo(cube: CubeName, highMv: number, table: MaterialTable | null): Response {
  if (!table) return { curve: nearest(CURVES[cube], ({ mv }) => mv - highMv), stray: 0 };
  const { density, zEff } = CUBES[cube];
  const { high } = nearest(table.materials, (one) => one.zEff - zEff);
  return {
    curve: { mm: table.gridGCm2.map((gcm2) => (10 * gcm2) / density), alpha: high },
    stray: table.made.high.stray,
  };
}

function nearest<T>(list: readonly T[], off: (one: T) => number): T {
  return list.reduce((best, one) => (Math.abs(off(one)) < Math.abs(off(best)) ? one : best));
}
