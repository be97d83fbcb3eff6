import { DomainError } from '@h986/domain';
import { alphaOf, type Layer, type Response } from './response.ts';

/** Layers and the -ln T that was measured behind them, without that of the first `before` of them. */
export interface FitPoint {
  layers: readonly Layer[];
  /** What was in the way before the step was put there. */
  before: readonly Layer[];
  alpha: number;
}

/** How far the weights usually are from 1, and how well a step is measured: what the steps do not say stays as physics has it. */
const WEIGHT_SIGMA = 0.2;
const ALPHA_SIGMA = 0.003;
/** Stray radiation is looked for by its logarithm, around this. */
const STRAY_USUAL = 3e-4;
const STRAY_SIGMA = 1.5;
/** Up to here no stray radiation could be told from the weights. */
const STRAY_FROM_ALPHA = 4.5;
const ROUNDS = 30;
const NUDGE = 1e-4;

/**
 * The weights, and with thick steps among them the stray radiation, with which the model comes nearest to what was measured. Three steps of
 * light, middling and heavy stuff are enough.
 *
 * @throws {DomainError} `steps-too-few` under three
 */
export function fitResponse(endpointMeV: number, points: readonly FitPoint[]): { response: Response; rms: number } {
  if (points.length < 3)
    throw new DomainError('steps-too-few', `three steps at least are needed, not ${points.length}`);
  const strayToo = points.length > 3 && points.some(({ alpha }) => alpha > STRAY_FROM_ALPHA);
  const responseOf = ([a, b, c, s]: readonly number[]): Response => ({
    endpointMeV,
    weights: [1 + WEIGHT_SIGMA * Number(a), 1 + WEIGHT_SIGMA * Number(b), 1 + WEIGHT_SIGMA * Number(c)],
    stray: strayToo ? STRAY_USUAL * Math.exp(STRAY_SIGMA * Number(s)) : 0,
  });
  const misses = (at: readonly number[]): number[] =>
    points.map((point) => missOf(responseOf(at), point) / ALPHA_SIGMA);
  const best = leastSquares(misses, strayToo ? 4 : 3);
  const rms = Math.sqrt(misses(best).reduce((sum, miss) => sum + (miss * ALPHA_SIGMA) ** 2, 0) / points.length);
  return { response: responseOf(best), rms };
}

function missOf(response: Response, { layers, before, alpha }: FitPoint): number {
  return alpha - (alphaOf(response, [...before, ...layers]) - alphaOf(response, before));
}

/** Levenberg-Marquardt; every parameter is 0 with standard deviation 1 as far as nothing speaks against it. */
function leastSquares(misses: (at: readonly number[]) => number[], count: number): number[] {
  const cost = (at: readonly number[]): number => square(misses(at)) + square(at);
  let at = new Array<number>(count).fill(0);
  let now = cost(at);
  let damping = 1e-3;
  for (let round = 0; round < ROUNDS; round++) {
    const here = misses(at);
    const slopes = at.map((_, i) => {
      const beside = misses(at.map((value, j) => (i === j ? value + NUDGE : value)));
      return beside.map((miss, n) => (miss - Number(here[n])) / NUDGE);
    });
    const right = at.map((value, i) => -(dot(slopes[i] ?? [], here) + value));
    const matrix = at.map((_, i) => at.map((_, j) => dot(slopes[i] ?? [], slopes[j] ?? []) + (i === j ? 1 : 0)));
    const step = solve(
      matrix.map((row, i) => row.map((value, j) => (i === j ? value * (1 + damping) : value))),
      right,
    );
    const next = at.map((value, i) => value + Number(step[i]));
    const then = cost(next);
    damping = then < now ? damping / 10 : damping * 10;
    if (then >= now) continue;
    const gain = now - then;
    at = next;
    now = then;
    if (gain < 1e-9 * now) break;
  }
  return at;
}

/** Gauss elimination; the matrix is symmetric and positive. */
function solve(matrix: number[][], right: number[]): number[] {
  const n = right.length;
  const rows = matrix.map((row, i) => [...row, Number(right[i])]);
  for (let i = 0; i < n; i++) {
    const pivot = rows[i] as number[];
    for (let j = i + 1; j < n; j++) {
      const row = rows[j] as number[];
      const share = Number(row[i]) / Number(pivot[i]);
      for (let k = i; k <= n; k++) row[k] = Number(row[k]) - share * Number(pivot[k]);
    }
  }
  const result = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    const row = rows[i] as number[];
    const known = result.reduce((sum, value, k) => (k > i ? sum + value * Number(row[k]) : sum), 0);
    result[i] = (Number(row[n]) - known) / Number(row[i]);
  }
  return result;
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * Number(b[i]), 0);
const square = (a: readonly number[]): number => dot(a, a);
