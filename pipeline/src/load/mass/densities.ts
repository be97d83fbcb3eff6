import type { MaterialTable } from '@h986/domain';

const STEPS = 1200;
const ALPHA_MAX = 12;
/** What containers and machines are of, and what most goods are. */
const STEEL_Z = 26;
const ORGANIC_Z = 6.4;
/** Goods that are wet, or plastics, weigh up to a twentieth less than dry ones by the same attenuation: the middle between them. */
const LIGHT_SCALE = 0.975;
/** Plastics are a little beyond organic matter. */
const BEYOND_ORGANIC = 1.15;

export interface Densities {
  /** g/cm2 for -ln T of the high energy and the low energy's over the high one's. */
  of(alphaHigh: number, ratio: number): number;
}

interface Curve {
  gcm2: Float64Array;
  low: Float64Array;
}

const kept = new WeakMap<MaterialTable, Densities>();

/**
 * Area density by how hard the beam has become: between the table's organic matter and its steel. A container's walls with goods behind
 * them are a mixture, which the kind of one stuff would not tell; their mass differs by a tenth at most from one end to the other.
 */
export function densitiesOf(table: MaterialTable): Densities {
  const found = kept.get(table);
  if (found) return found;
  const made = make(curveOf(table, ORGANIC_Z), curveOf(table, STEEL_Z));
  kept.set(table, made);
  return made;
}

function make(light: Curve, heavy: Curve): Densities {
  return {
    of(alphaHigh, ratio) {
      const place = Math.max(0, Math.min(STEPS - 1, (alphaHigh / ALPHA_MAX) * STEPS));
      const step = Math.floor(place);
      const at = (values: Float64Array): number =>
        (values[step] as number) + (place - step) * ((values[step + 1] as number) - (values[step] as number));
      const [soft, hard] = [at(light.low), at(heavy.low)];
      const share = Math.max(0, Math.min(BEYOND_ORGANIC, (ratio * alphaHigh - hard) / Math.max(1e-6, soft - hard)));
      if (alphaHigh < 0) return (alphaHigh / ALPHA_MAX) * STEPS * (heavy.gcm2[1] as number);
      return share * LIGHT_SCALE * at(light.gcm2) + (1 - share) * at(heavy.gcm2);
    },
  };
}

/** A stuff's curve by even steps of the high energy's -ln T. */
function curveOf({ materials, gridGCm2 }: MaterialTable, zEff: number): Curve {
  const { high, low } = materials.reduce((a, b) => (Math.abs(b.zEff - zEff) < Math.abs(a.zEff - zEff) ? b : a));
  const by = (values: readonly number[]): Float64Array => {
    let i = 1;
    return Float64Array.from({ length: STEPS + 1 }, (_, step) => {
      const x = (step / STEPS) * ALPHA_MAX;
      while (i < high.length - 1 && (high[i] as number) < x) i++;
      const [x0, x1, y0, y1] = [high[i - 1], high[i], values[i - 1], values[i]] as [number, number, number, number];
      return y0 + ((x - x0) / (x1 - x0)) * (y1 - y0);
    });
  };
  return { gcm2: by(gridGCm2), low: by(low) };
}
