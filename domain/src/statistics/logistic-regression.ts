import { logistic } from './area-under-curve.ts';

/** An example: what was measured, and how sure it is that it happened (0 to 1). */
export interface Example {
  x: readonly number[];
  happened: number;
  /** @defaultValue 1 */
  weight?: number;
}

export interface LogisticFit {
  intercept: number;
  weights: number[];
}

/** Keeps weights finite where the examples can be told apart without fault. */
const RIDGE = 1e-3;
const SWEEPS = 5000;
const CLOSE = 1e-9;

/**
 * Logistic regression in which no weight is negative, so that more of anything never makes the probability smaller.
 *
 * One weight after the other takes a Newton step against the greatest curvature that the logistic can have, and is cut off at 0: each step
 * lowers the (convex) loss, so that it ends at its one minimum.
 *
 * @see Boehning and Lindsay, Annals of the Institute of Statistical Mathematics 40 (1988) 641 (the bound)
 */
export function fitLogistic(examples: readonly Example[]): LogisticFit {
  const size = examples[0]?.x.length ?? 0;
  const rows = examples.map(({ x }) => [1, ...x]);
  const total = examples.reduce((sum, { weight = 1 }) => sum + weight, 0);
  const shares = examples.map(({ weight = 1 }) => weight / total);
  const weights = new Float64Array(size + 1);
  const sums = new Float64Array(rows.length);
  const curvature = Array.from(weights, (_, j) =>
    rows.reduce((sum, row, i) => sum + ((shares[i] as number) * (row[j] as number) ** 2) / 4, j === 0 ? 0 : RIDGE),
  );
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let moved = 0;
    for (let j = 0; j <= size; j++) {
      if (curvature[j] === 0) continue;
      let slope = j === 0 ? 0 : RIDGE * (weights[j] as number);
      for (let i = 0; i < rows.length; i++) {
        const error = logistic(sums[i] as number) - (examples[i]?.happened as number);
        slope += (shares[i] as number) * error * (rows[i]?.[j] as number);
      }
      const wanted = (weights[j] as number) - slope / (curvature[j] as number);
      const step = (j === 0 ? wanted : Math.max(0, wanted)) - (weights[j] as number);
      if (step === 0) continue;
      weights[j] = (weights[j] as number) + step;
      for (let i = 0; i < rows.length; i++) sums[i] = (sums[i] as number) + step * (rows[i]?.[j] as number);
      moved = Math.max(moved, Math.abs(step));
    }
    if (moved < CLOSE) break;
  }
  return { intercept: weights[0] as number, weights: [...weights.subarray(1)] };
}

/**
 * From score to probability: 1 / (1 + e^-(a score + b)), where clean scans and others count as much as each other, however many there are
 * of each: a probability at even odds.
 *
 * @see Platt, Probabilistic outputs for support vector machines (1999), from whom the targets short of 0 and 1 are too
 */
export function fitPlatt(clean: readonly number[], others: readonly number[]): { a: number; b: number } {
  const examples = [
    ...clean.map((score) => ({ x: [score], happened: 1 / (clean.length + 2), weight: 1 / clean.length })),
    ...others.map((score) => ({
      x: [score],
      happened: (others.length + 1) / (others.length + 2),
      weight: 1 / others.length,
    })),
  ];
  const all = [...clean, ...others];
  const middle = all.reduce((sum, score) => sum + score, 0) / all.length;
  const spread = Math.sqrt(all.reduce((sum, score) => sum + (score - middle) ** 2, 0) / all.length) || 1;
  const { intercept, weights } = fitLogistic(
    examples.map((one) => ({ ...one, x: [((one.x[0] as number) - middle) / spread] })),
  );
  const a = (weights[0] as number) / spread;
  return { a, b: intercept - a * middle };
}
