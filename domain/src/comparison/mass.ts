import type { MassReading } from '../load/reading.ts';
import { cannot, FITS, type Opinion, type Rule } from './agreed.ts';
import type { DeclaredKg, DeclaredLoad } from './declared-load.ts';
import { COMPARISON_LIMITS } from './limits.ts';

export type MassLimits = (typeof COMPARISON_LIMITS)['mass'];

/** The cargo's mass against what was declared: heavier than the goods with their packing, lighter than the goods alone. */
export function massRule(limits: MassLimits = COMPARISON_LIMITS.mass): Rule {
  return ({ reading, whole }, declared) => {
    if (!reading?.mass) return cannot('no-reading');
    if (declared.empty) return cannot('declared-empty');
    const said = declaredMass(declared);
    if (!said) return cannot(declared.shared.length > 0 ? 'goods-span-containers' : 'mass-not-declared');
    return compareMass(seenMass(reading.mass, whole, limits), said, 'declared', limits);
  };
}

/** The cargo's mass against the weighbridge's, which has the container in it and the vehicle not. */
export function weighedRule(limits: MassLimits = COMPARISON_LIMITS.mass): Rule {
  return ({ reading, whole }, { weighedKg }) => {
    if (!weighedKg) return cannot('not-weighed');
    if (!reading?.mass) return cannot('no-reading');
    const { tareKg } = reading.mass;
    const cargo = { low: weighedKg.low - tareKg, high: weighedKg.high - tareKg };
    const slackKg = limits.tareShare * tareKg;
    const said = { atLeastKg: Math.max(0, cargo.low - slackKg), atMostKg: Math.max(0, cargo.high + slackKg) };
    return compareMass(seenMass(reading.mass, whole, limits), said, 'weighed', limits);
  };
}

/** What is declared of the cargo's mass: not less than, not more than. Null where only one of them is known. */
export interface SaidMass {
  atLeastKg: number | null;
  atMostKg: number | null;
}

/** Packing may weigh anything: goods alone say only how little it can be. */
export function declaredMass({ grossKg, netKg }: Pick<DeclaredLoad, 'grossKg' | 'netKg'>): SaidMass | null {
  if (!grossKg && !netKg) return null;
  return { atLeastKg: leastOf(grossKg, netKg), atMostKg: grossKg?.high ?? null };
}

function leastOf(grossKg: DeclaredKg | null, netKg: DeclaredKg | null): number | null {
  const lows = [grossKg, netKg].flatMap((range) => (range ? [range.low] : []));
  return lows.length > 0 ? Math.min(...lows) : null;
}

export interface SeenMass {
  seenKg: number;
  /** Of the reading's interval. */
  lowKg: number;
  highKg: number;
  /** With what the beam may have missed. */
  mostKg: number;
  /** Whether something may lie where it was not seen. */
  mayHideMore: boolean;
}

export function seenMass(
  { cargoKg, opaqueShare, opaqueExtraKg }: MassReading,
  whole: boolean,
  limits: MassLimits,
): SeenMass {
  return {
    seenKg: cargoKg.value,
    lowKg: cargoKg.low,
    highKg: cargoKg.high,
    mostKg: cargoKg.high + opaqueExtraKg,
    mayHideMore: !whole || opaqueShare > limits.opaqueShare,
  };
}

/** Beyond the interval, and from the value itself by more than both bounds. */
export function compareMass(
  { seenKg, lowKg, highKg, mostKg, mayHideMore }: SeenMass,
  { atLeastKg, atMostKg }: SaidMass,
  against: 'declared' | 'weighed',
  { share, kg }: Pick<MassLimits, 'share' | 'kg'>,
): Opinion {
  const beyond = (byKg: number, ofKg: number): boolean => byKg > Math.max(share * ofKg, kg);
  const figures = (saidKg: number, excessKg: number) => ({
    seenKg,
    lowKg,
    highKg,
    [against === 'declared' ? 'declaredKg' : 'weighedKg']: saidKg,
    excessKg,
    // Of nothing, everything is a multiple.
    excessShare: saidKg > 0 ? excessKg / saidKg : 10,
  });
  if (atMostKg !== null && lowKg > atMostKg && beyond(seenKg - atMostKg, atMostKg)) {
    const by = seenKg - atMostKg;
    return {
      kind: 'differs',
      by,
      observation: { code: `heavier-than-${against}`, values: figures(atMostKg, by), names: {} },
    };
  }
  if (atLeastKg !== null && !mayHideMore && mostKg < atLeastKg && beyond(atLeastKg - seenKg, atLeastKg)) {
    const by = atLeastKg - seenKg;
    return {
      kind: 'differs',
      by,
      observation: { code: `lighter-than-${against}`, values: figures(atLeastKg, by), names: {} },
    };
  }
  return FITS;
}
