import { MaterialTable } from './table.ts';

/**
 * For tests: every stuff attenuates the high energy by 0.05 a g/cm2, and the low one so many times as much: organic matter 1.22, aluminium
 * 1.20, steel 1.17, lead 1.10.
 */
export function toyTable(noise: Partial<MaterialTable['noise']> = {}): MaterialTable {
  const gridGCm2 = Array.from({ length: 31 }, (_, i) => 10 * i);
  const of = (name: string, zEff: number, ratio: number): MaterialTable['materials'][number] => {
    const high = gridGCm2.map((gcm2) => 0.05 * gcm2);
    return { name, zEff, weight: 1, high, low: high.map((alpha) => ratio * alpha) };
  };
  const made = { endpointMeV: 6, weights: [1, 1, 1], stray: 0, rms: 0 };
  return MaterialTable.parse({
    v: 1,
    name: 'toy',
    version: '1.0.0',
    energies: { highMv: 6, lowMv: 4 },
    normalised: false,
    made: { at: '2026-01-01T00:00:00.000Z', from: 'model', steps: [], high: made, low: { ...made, endpointMeV: 4 } },
    behindSteelGCm2: 0,
    scatter: { share: 0, sigmaMm: 0 },
    noise: {
      high: { photon: 0.01, read: 0 },
      low: { photon: 0.01, read: 0 },
      systematic: { offset: 0.001, share: 0, stray: 0 },
      ...noise,
    },
    gridGCm2,
    materials: [of('cellulose', 6.4, 1.22), of('aluminium', 13, 1.2), of('steel', 26, 1.17), of('lead', 82, 1.1)],
  });
}
