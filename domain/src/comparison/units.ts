import type { GoodsItem } from '../declaration.ts';
import { cannot, FITS, type Rule } from './agreed.ts';
import { COMPARISON_LIMITS } from './limits.ts';

export type UnitsLimits = (typeof COMPARISON_LIMITS)['units'];

/**
 * Packing that repeats as one sees it: cartons, boxes, cases, crates, drums, barrels, bales, bags, sacks, rolls, reels, coils, jerricans,
 * intermediate bulk containers (UN/ECE Recommendation 21). A pallet or "package" may hold any number of what is counted.
 */
const COUNTED = [
  'CT',
  'BX',
  'CS',
  'CR',
  'DR',
  '1A',
  '1B',
  '1G',
  '1H',
  'BA',
  'BL',
  'BN',
  'BG',
  'SA',
  'RO',
  'RL',
  'CL',
  'JC',
  'JY',
  'WA',
];

/**
 * Units that repeat against declared packages. From the side one sees length times height; rows across the width multiply that by a whole
 * number that nobody sees. More are seen than were declared where one row alone is too many; fewer where as many rows as could stand across
 * are too few. In between an unfinished row explains everything.
 */
export function unitsRule(limits: UnitsLimits = COMPARISON_LIMITS.units): Rule {
  return ({ reading, whole }, { goods, shared, empty }) => {
    if (empty) return cannot('declared-empty');
    const units = reading?.units;
    if (!units) return cannot('no-reading');
    const { alongLength, alongHeight, periodMm, confidence } = units;
    if (alongLength === null || alongHeight === null || confidence < limits.confidence)
      return cannot('nothing-counted');
    const declared = packagesOf(goods, shared);
    if (declared === null) return cannot('packages-not-declared');
    const seen = alongLength * alongHeight;
    const rows = mostRows(periodMm.length, periodMm.height, limits);
    const values = { seen, alongLength, alongHeight, declared };
    if (seen > declared * (1 + limits.share)) {
      return {
        kind: 'differs',
        by: seen / declared,
        observation: { code: 'more-units-than-declared', values, names: {} },
      };
    }
    if (whole && rows !== null && seen * rows < declared * (1 - limits.share)) {
      const observation = { code: 'fewer-units-than-declared' as const, values: { ...values, rows }, names: {} };
      return { kind: 'differs', by: declared / (seen * rows), observation };
    }
    return FITS;
  };
}

/** Null where nobody said how many there are in this container, or of what. */
function packagesOf(goods: readonly GoodsItem[], shared: readonly GoodsItem[]): number | null {
  if (goods.length === 0 || shared.length > 0) return null;
  const counted = goods.every(({ packages, packingType }) => {
    return packages !== undefined && packages > 0 && COUNTED.includes(packingType ?? '');
  });
  return counted ? goods.reduce((sum, { packages = 0 }) => sum + packages, 0) : null;
}

/** How many rows of such units can stand across the width. */
function mostRows(
  lengthMm: number | null,
  heightMm: number | null,
  { widthMm, leastDepth }: UnitsLimits,
): number | null {
  const sides = [lengthMm, heightMm].filter((side) => side !== null && side > 0) as number[];
  return sides.length === 0 ? null : Math.floor(widthMm / (leastDepth * Math.min(...sides)));
}
