import type { BoxPx } from '../finding.ts';
import type { EmptinessReading } from '../load/reading.ts';
import { cannot, FITS, type Rule } from './agreed.ts';
import { COMPARISON_LIMITS } from './limits.ts';

/** Kinds of containers that do not look as an empty box does: flat racks and platforms, tanks, by the third sign of ISO 6346. */
const NO_BOX = ['P', 'T', 'K'];

/** Declared empty and loaded, or declared loaded and empty. */
export function emptinessRule(leastKg: number = COMPARISON_LIMITS.leastLoadedKg): Rule {
  return ({ reading }, declared) => {
    const { sizeType, goods, shared, grossKg, empty } = declared;
    if (isNoBox(sizeType)) return cannot('not-a-box');
    if (!reading?.emptiness) return cannot('no-reading');
    const { state, residualKg, strength } = reading.emptiness;
    if (!empty && goods.length === 0) return cannot(shared.length > 0 ? 'goods-span-containers' : 'goods-not-declared');
    if (state === 'cannot-tell') return cannot('cannot-tell');
    const boxPx = heaviestPlace(reading.emptiness);
    const seen = { residualKg, strength, ...(reading.mass && { seenKg: reading.mass.cargoKg.value }) };
    if (empty && state === 'loaded') {
      const observation = { code: 'declared-empty-but-loaded' as const, values: seen, names: { by: empty } };
      return { kind: 'differs', by: residualKg, observation: { ...observation, ...(boxPx && { boxPx }) } };
    }
    if (empty || state === 'loaded' || (grossKg && grossKg.low < leastKg)) return FITS;
    const values = { residualKg, ...(grossKg && { declaredKg: grossKg.low }) };
    const observation = { code: 'declared-loaded-but-empty' as const, values, names: {} };
    return { kind: 'differs', by: grossKg?.low ?? 0, observation };
  };
}

export function isNoBox(sizeType: string | null): boolean {
  return NO_BOX.includes(sizeType?.[2] ?? '');
}

function heaviestPlace({ places }: EmptinessReading): BoxPx | undefined {
  const [first, ...rest] = places;
  return first && rest.reduce((most, place) => (place.massKg > most.massKg ? place : most), first).boxPx;
}
