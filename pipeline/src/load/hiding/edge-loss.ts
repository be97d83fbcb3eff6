/** Up to this -ln T, in these steps; and over how many standard deviations of blur. */
const ALPHA_MAX = 8;
const STEP = 0.1;
const WIDTH = 3;
const PLACES = 61;

const LOSSES = Float64Array.from({ length: ALPHA_MAX / STEP + 1 }, (_, i) => integral(i * STEP));

/**
 * What the edge of an object loses of its -ln T by blur, per length of edge and standard deviation of blur: a pixel that is half covered
 * lets through the mean of both halves, and the logarithm of a mean is nearer to the brighter one. 0 for what is thin.
 */
export function edgeLoss(alpha: number): number {
  return LOSSES[Math.max(0, Math.min(LOSSES.length - 1, Math.round(alpha / STEP)))] as number;
}

function integral(alpha: number): number {
  let sum = 0;
  for (let i = 0; i < PLACES; i++) {
    const covered = normal(((2 * i) / (PLACES - 1) - 1) * WIDTH);
    sum += alpha * covered + Math.log(1 - covered * (1 - Math.exp(-alpha)));
  }
  return (sum * 2 * WIDTH) / (PLACES - 1);
}

/** Cumulative normal distribution, by a logistic curve (error below 0.01). */
function normal(x: number): number {
  return 1 / (1 + Math.exp(-1.702 * x));
}
