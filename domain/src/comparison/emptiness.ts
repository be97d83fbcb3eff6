import type { BoxPx } from '../finding.ts';
import type { EmptinessReading, MassReading } from '../load/reading.ts';
import { cannot, FITS, type Rule } from './agreed.ts';
import { COMPARISON_LIMITS } from './limits.ts';

/** Kinds of containers that do not look as an empty box does: flat racks and platforms, tanks, by the third sign of ISO 6346. */
const NO_BOX = ['P', 'T', 'K'];

/** Declared empty and loaded, or declared loaded and empty. */
export function emptinessRule(
  leastKg: number = COMPARISON_LIMITS.leastLoadedKg,
  byMassKg: number = COMPARISON_LIMITS.emptyByMassKg,
): Rule {
  return ({ reading }, declared) => {
    const { sizeType, goods, shared, grossKg, empty } = declared;
    if (isNoBox(sizeType)) return cannot('not-a-box');
    const read = reading?.emptiness ?? byMass(reading?.mass, byMassKg);
    if (!read) return cannot('no-reading');
    const { state, residualKg } = read;
    if (!empty && goods.length === 0) return cannot(shared.length > 0 ? 'goods-span-containers' : 'goods-not-declared');
    if (state === 'cannot-tell') return cannot('cannot-tell');
    const boxPx = reading?.emptiness && heaviestPlace(reading.emptiness);
    const strength = reading?.emptiness?.strength;
    const seenKg = reading?.mass?.cargoKg.value;
    const seen = { residualKg, ...(strength !== undefined && { strength }), ...(seenKg !== undefined && { seenKg }) };
    if (empty && state === 'loaded') {
      const observation = { code: 'declared-empty-but-loaded' as const, values: seen, names: { by: empty } };
      return { kind: 'differs', by: residualKg, observation: { ...observation, ...(boxPx && { boxPx }) } };
    }
    const least = reading?.emptiness ? leastKg : Math.max(leastKg, reading?.mass?.cargoKg.high ?? 0);
    if (empty || state === 'loaded' || (grossKg && grossKg.low < least)) return FITS;
    const values = { residualKg, ...(grossKg && { declaredKg: grossKg.low }) };
    const observation = { code: 'declared-loaded-but-empty' as const, values, names: {} };
    return { kind: 'differs', by: grossKg?.low ?? 0, observation };
  };
}

/**
 * Where nobody looked for small things, what the whole weighs says whether a container is empty: loaded when even the interval's lower end is beyond
 * what pallets and dunnage weigh, empty when its upper end is below that and the beam got through.
 */
function byMass(mass: MassReading | undefined, kg: number): Pick<EmptinessReading, 'state' | 'residualKg'> | null {
  if (!mass) return null;
  const { value, low, high } = mass.cargoKg;
  const state = low > kg ? 'loaded' : high < kg ? 'empty' : 'cannot-tell';
  return { state, residualKg: value };
}

export function isNoBox(sizeType: string | null): boolean {
  return NO_BOX.includes(sizeType?.[2] ?? '');
}

function heaviestPlace({ places }: EmptinessReading): BoxPx | undefined {
  const [first, ...rest] = places;
  return first && rest.reduce((most, place) => (place.massKg > most.massKg ? place : most), first).boxPx;
}
