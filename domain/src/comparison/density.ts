import { cannot, FITS, type Rule } from './agreed.ts';
import { densityOf } from './densities.ts';
import { isNoBox } from './emptiness.ts';
import { COMPARISON_LIMITS } from './limits.ts';

export type DensityLimits = (typeof COMPARISON_LIMITS)['density'];

/** The mean density of the filled part against what goods of the declared headings weigh as they are stowed. */
export function densityRule(
  limits: DensityLimits = COMPARISON_LIMITS.density,
  opaqueShare: number = COMPARISON_LIMITS.mass.opaqueShare,
): Rule {
  return ({ reading, whole }, { sizeType, goods, shared, empty }) => {
    if (isNoBox(sizeType)) return cannot('not-a-box');
    if (empty) return cannot('declared-empty');
    if (!reading?.fill) return cannot('no-reading');
    const { volume, densityGCm3 } = reading.fill;
    if (volume < limits.leastVolume) return cannot('too-little-load');
    const ranges = [...goods, ...shared].map(({ hsCode }) => densityOf(hsCode));
    if (ranges.length === 0) return cannot('goods-not-declared');
    const lowGCm3 = Math.min(...ranges.map(({ low }) => low));
    const highGCm3 = Math.max(...ranges.map(({ high }) => high));
    const { cargoKg } = reading.mass ?? {};
    const [down, up] =
      cargoKg && cargoKg.value > 0
        ? [cargoKg.low / cargoKg.value, cargoKg.high / cargoKg.value]
        : [1 - limits.share, 1 + limits.share];
    const hides = !whole || (reading.mass?.opaqueShare ?? 1) > opaqueShare;
    const above = (densityGCm3 * down) / highGCm3;
    const below = densityGCm3 > 0 && !hides ? lowGCm3 / (densityGCm3 * up) : 0;
    const times = Math.max(above, below);
    if (times < limits.times) return FITS;
    const values = { densityGCm3, lowGCm3, highGCm3, times };
    const names = { side: above > below ? 'denser' : 'lighter' };
    return { kind: 'differs', by: times, observation: { code: 'density-unlike-declared', values, names } };
  };
}
