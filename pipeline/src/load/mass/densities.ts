/** -ln T of both energies behind rising area densities of one stuff. */
export interface Curve {
  high: readonly number[];
  low: readonly number[];
}

export interface DensityCurves {
  gcm2: readonly number[];
  organic: Curve;
  steel: Curve;
}

const STEPS = 1200;
const ALPHA_MAX = 12;

export interface Densities {
  /** g/cm2 for -ln T of the high energy and the low energy's over the high one's. */
  of(alphaHigh: number, ratio: number): number;
}

/** Between organic matter and steel by how hard the beam has become. */
export function densitiesOf({ gcm2, organic, steel }: DensityCurves): Densities {
  const byAlpha = (curve: Curve, values: readonly number[]): Float64Array =>
    Float64Array.from({ length: STEPS + 1 }, (_, i) => along(curve.high, values, (i / STEPS) * ALPHA_MAX));
  const tables = [organic, steel].map((curve) => ({ gcm2: byAlpha(curve, gcm2), low: byAlpha(curve, curve.low) }));
  const [light, heavy] = tables as [(typeof tables)[0], (typeof tables)[0]];
  return {
    of(alphaHigh, ratio) {
      if (!(alphaHigh > 0)) return alphaHigh * ((light.gcm2[1] as number) / ALPHA_MAX) * STEPS;
      const place = Math.min(STEPS - 1, (alphaHigh / ALPHA_MAX) * STEPS);
      const step = Math.floor(place);
      const at = (values: Float64Array): number =>
        (values[step] as number) + (place - step) * ((values[step + 1] as number) - (values[step] as number));
      const [soft, hard] = [at(light.low), at(heavy.low)];
      const share = Math.max(0, Math.min(1.15, (ratio * alphaHigh - hard) / Math.max(1e-6, soft - hard)));
      return share * at(light.gcm2) + (1 - share) * at(heavy.gcm2);
    },
  };
}

function along(xs: readonly number[], ys: readonly number[], x: number): number {
  let i = 1;
  while (i < xs.length - 1 && (xs[i] as number) < x) i++;
  const [x0, x1, y0, y1] = [xs[i - 1], xs[i], ys[i - 1], ys[i]] as [number, number, number, number];
  return y0 + ((x - x0) / (x1 - x0)) * (y1 - y0);
}
