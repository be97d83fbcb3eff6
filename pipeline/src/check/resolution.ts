import type { TestObject } from '@h986/domain';
import { at, type Placement, type WholePicture } from './picture.ts';

const HALF_WIDTH = 12;
const MODULATION = 0.1;
/** Widths that are tried, px. */
const SIGMA_PX = { from: 0.2, to: 6, step: 1.02 };
const ROWS_AT_LEAST = 16;

/**
 * The finest pattern, as its half period in mm, of which 10 % of the contrast is left, from a leaning edge; null where none is in the picture.
 *
 * @param across `line`: along travel, `channel`: along the channels
 * @see IEC 62523, 7.4; ISO 12233 for the slanted edge
 */
export function resolution(
  picture: WholePicture,
  place: Placement,
  object: TestObject,
  across: 'line' | 'channel',
): number | null {
  const found = object.edges.filter((edge) => edge.across === across).map((edge) => halfPeriodPx(picture, place, edge));
  const pitch = across === 'line' ? picture.geometry.linePitchMm : picture.geometry.channelPitchMm;
  const [first] = found.flatMap((px) => (px === null ? [] : [px])).sort((a, b) => b - a);
  return first === undefined ? null : first * pitch;
}

function halfPeriodPx(
  picture: WholePicture,
  place: Placement,
  { across, from, to }: TestObject['edges'][number],
): number | null {
  const [a, b] = [place(from), place(to)];
  // u runs across the edge, v along it.
  const turned = ({ x, y }: { x: number; y: number }): { u: number; v: number } =>
    across === 'line' ? { u: x, v: y } : { u: y, v: x };
  const [p, q] = [turned(a), turned(b)].sort((one, other) => one.v - other.v) as [
    { u: number; v: number },
    { u: number; v: number },
  ];
  const value = (u: number, v: number): number => (across === 'line' ? at(picture, u, v) : at(picture, v, u));
  const slope = (q.u - p.u) / (q.v - p.v);
  const rows = Array.from({ length: Math.max(0, Math.floor(q.v) - Math.ceil(p.v)) }, (_, i) => Math.ceil(p.v) + i);
  if (rows.length < ROWS_AT_LEAST) return null;
  const edgeAt = fitted(rows, value, (v) => p.u + slope * (v - p.v));
  if (!edgeAt) return null;
  const sigma = bellOf(rows, value, edgeAt);
  // A bell lets through exp(-2 (pi sigma f)^2) of the contrast of f periods a pixel.
  return sigma === null ? null : (Math.PI * sigma) / Math.sqrt(-2 * Math.log(MODULATION));
}

/** Where the edge really runs: a straight line through the places at which each row passes the middle between both sides. */
function fitted(
  rows: readonly number[],
  value: (u: number, v: number) => number,
  expected: (v: number) => number,
): ((v: number) => number) | null {
  const side = (by: number): number => {
    const values = rows.flatMap((v) => [by - 1, by, by + 1].map((d) => value(Math.round(expected(v)) + d, v)));
    const known = values.filter((one) => !Number.isNaN(one));
    return known.reduce((sum, one) => sum + one, 0) / known.length;
  };
  const [before, behind] = [side(-HALF_WIDTH), side(HALF_WIDTH)];
  const step = behind - before;
  if (!(Math.abs(step) > 0)) return null;
  // The mean of the profile's height says where it steps, blurred or not.
  const points = rows.flatMap((v) => {
    const middle = Math.round(expected(v));
    let sum = 0;
    for (let d = -HALF_WIDTH; d <= HALF_WIDTH; d++) sum += (value(middle + d, v) - before) / step;
    return Number.isNaN(sum) ? [] : [{ v, u: middle + HALF_WIDTH + 0.5 - sum }];
  });
  if (points.length < ROWS_AT_LEAST) return null;
  const mean = (of: (point: { u: number; v: number }) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [u0, v0] = [mean(({ u }) => u), mean(({ v }) => v)];
  const slope = mean(({ u, v }) => (u - u0) * (v - v0)) / mean(({ v }) => (v - v0) ** 2);
  return (v) => u0 + slope * (v - v0);
}

/** Standard deviation, px, of the bell whose step fits the rows laid over one another best; height and offset are fitted along. */
function bellOf(
  rows: readonly number[],
  value: (u: number, v: number) => number,
  edgeAt: (v: number) => number,
): number | null {
  const points = rows.flatMap((v) => {
    const edge = edgeAt(v);
    return Array.from({ length: 2 * HALF_WIDTH }, (_, i) => Math.ceil(edge) - HALF_WIDTH + i).flatMap((u) => {
      const t = value(u, v);
      return Number.isNaN(t) ? [] : [{ off: u - edge, t }];
    });
  });
  if (points.length < ROWS_AT_LEAST * HALF_WIDTH) return null;
  let best = { sigma: SIGMA_PX.from, left: Number.POSITIVE_INFINITY };
  for (let sigma = SIGMA_PX.from; sigma <= SIGMA_PX.to; sigma *= SIGMA_PX.step) {
    const left = leftOver(points, sigma);
    if (left < best.left) best = { sigma, left };
  }
  return best.sigma;
}

/** Sum of squares that a step of this width leaves, its height and offset being the best ones. */
function leftOver(points: readonly { off: number; t: number }[], sigma: number): number {
  let [n, x, y, xx, xy, yy] = [0, 0, 0, 0, 0, 0];
  for (const { off, t } of points) {
    const step = normalBelow(off / sigma);
    n += 1;
    x += step;
    y += t;
    xx += step * step;
    xy += step * t;
    yy += t * t;
  }
  const height = (n * xy - x * y) / (n * xx - x * x);
  const offset = (y - height * x) / n;
  return yy - height * xy - offset * y;
}

/** Share of a normal number's values below `z`, to 1e-7. @see Abramowitz and Stegun, 26.2.17 */
function normalBelow(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail =
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429)))) *
    Math.exp((-z * z) / 2) *
    0.3989422804;
  return z > 0 ? 1 - tail : tail;
}
