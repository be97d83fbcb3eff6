import type { PixelNoise } from '@h986/domain';
import type { Step } from './steps.ts';

/** Of a scanner whose noise nobody measured: rather more than less. */
const USUAL = { high: { photon: 0.006, read: 3e-4 }, low: { photon: 0.009, read: 3e-4 } };

/** Noise of single pixels from what they spread on the steps: sigma squared is photon squared times e^alpha and read squared times e^2alpha. */
export function fitNoise(steps: readonly Step[]): { high: PixelNoise; low: PixelNoise } {
  const of = (usual: PixelNoise, points: readonly (readonly [alpha: number, sigma: number])[]): PixelNoise =>
    points.length < 2 ? usual : fitted(points);
  const known = steps.filter(({ sigmaHigh, sigmaLow }) => sigmaHigh !== undefined && sigmaLow !== undefined);
  return {
    high: of(
      USUAL.high,
      known.map(({ alphaHigh, sigmaHigh }) => [alphaHigh, sigmaHigh ?? 0]),
    ),
    low: of(
      USUAL.low,
      known.map(({ alphaLow, sigmaLow }) => [alphaLow, sigmaLow ?? 0]),
    ),
  };
}

/** Least squares of the relative miss, neither part below nothing. */
function fitted(points: readonly (readonly [alpha: number, sigma: number])[]): PixelNoise {
  // With x = e^alpha / sigma2 and y = e^2alpha / sigma2 both parts together should make 1.
  const rows = points.map(
    ([alpha, sigma]) => [Math.exp(alpha) / sigma ** 2, Math.exp(2 * alpha) / sigma ** 2] as const,
  );
  const sum = (of: (row: readonly [number, number]) => number): number =>
    rows.reduce((total, row) => total + of(row), 0);
  const [xx, xy, yy, x, y] = [
    sum(([a]) => a * a),
    sum(([a, b]) => a * b),
    sum(([, b]) => b * b),
    sum(([a]) => a),
    sum(([, b]) => b),
  ] as [number, number, number, number, number];
  const all = xx * yy - xy * xy;
  const [p, r] = [(x * yy - y * xy) / all, (y * xx - x * xy) / all];
  if (p > 0 && r >= 0) return { photon: short(Math.sqrt(p)), read: short(Math.sqrt(r)) };
  return p > 0 ? { photon: short(Math.sqrt(x / xx)), read: 0 } : { photon: 1e-6, read: short(Math.sqrt(y / yy)) };
}

const short = (value: number): number => Number(value.toPrecision(4));
