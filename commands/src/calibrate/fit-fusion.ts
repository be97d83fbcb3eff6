import { FUSION_FEATURES, type FusionCard, fusionValues } from '@h986/domain';
import { fitLogistic } from '@h986/domain/statistics';
import { fusionInput } from '../evaluate/fused.ts';
import type { ScanRecord } from '../evaluate/judging/record.ts';

const SAME = 1e-9;

/** Coefficients of the fused risk: scans with threats count as much as clean ones, however many there are of each. */
export function fitFusion(
  clean: readonly ScanRecord[],
  threats: readonly ScanRecord[],
  model: string,
): Pick<FusionCard, 'intercept' | 'terms'> {
  const valuesOf = (records: readonly ScanRecord[]) =>
    records.flatMap((record) => {
      const input = fusionInput(record, model);
      return input ? [fusionValues(input)] : [];
    });
  const [calm, grave] = [valuesOf(clean), valuesOf(threats)];
  const scales = FUSION_FEATURES.map((feature) => {
    const mean = (of: typeof calm, power = 1, less = 0): number =>
      of.reduce((sum, values) => sum + (values[feature] - less) ** power, 0) / of.length;
    const middle = mean(calm);
    const spread = Math.sqrt(mean([...calm, ...grave], 2, middle));
    // What never varied has no spread but that of rounding, and gets no weight.
    return { feature, middle, spread: spread > SAME ? spread : 1 };
  });
  const examples = (of: typeof calm, happened: number) =>
    of.map((values) => ({
      x: scales.map(({ feature, middle, spread }) => short((values[feature] - middle) / spread)),
      happened,
      weight: 1 / of.length,
    }));
  const { intercept, weights } = fitLogistic([...examples(calm, 0), ...examples(grave, 1)]);
  return {
    intercept: short(intercept),
    terms: scales.map(({ feature, middle, spread }, i) => ({
      feature,
      middle: short(middle),
      spread: short(spread),
      weight: short(weights[i] as number),
    })),
  };
}

function short(value: number): number {
  return Math.abs(value) < SAME ? 0 : Number(value.toPrecision(6));
}
