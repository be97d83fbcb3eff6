/** How far on a picture is like itself again, cells, and how like. */
export interface Period {
  lag: number;
  confidence: number;
}

/** As like as this, or it does not repeat clearly. */
const CLEAR = 0.3;
/** A top must stand out so much from the valley before it. */
const PROMINENCE = 0.18;

/**
 * The shortest clear period of lines that repeat in the same direction: the first high top of the mean of their autocorrelations. Each line
 * is correlated with itself alone, so that rows that lie shifted against each other do not blur the period.
 *
 * @param limits of the period, cells
 */
export function periodOf(lines: readonly Float32Array[], limits: { least: number; most: number }): Period | null {
  const most = Math.floor(limits.most) + 2;
  const sums = new Float64Array(most + 1);
  let power = 0;
  for (const line of lines) {
    const waves = withoutTrend(line, 2 * limits.most);
    const own = product(waves, 0);
    if (!(own > 0)) continue;
    power += own;
    for (let lag = 0; lag <= most; lag++) sums[lag] = (sums[lag] as number) + product(waves, lag);
  }
  if (power === 0) return null;
  const likeness = Array.from(sums, (sum) => sum / power);
  const tops = topsOf(likeness, limits);
  const best = Math.max(0, ...tops.map(({ value }) => value));
  // A multiple may be a little higher than the period itself.
  const first = tops.find(({ value }) => value >= CLEAR && value >= 0.7 * best);
  return first ? { lag: first.lag, confidence: Math.min(1, first.value) } : null;
}

/** Mean product of a line with itself, moved; NaN takes no part. Unlike a plain sum it does not fall with the lag. */
function product(line: Float32Array, lag: number): number {
  let [sum, count] = [0, 0];
  for (let i = 0; i + lag < line.length; i++) {
    const value = (line[i] as number) * (line[i + lag] as number);
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return count === 0 ? 0 : sum / count;
}

/** Without what changes more slowly than units do: a running mean is taken off. */
function withoutTrend(line: Float32Array, width: number): Float32Array {
  const reach = Math.max(1, Math.round(width / 2));
  const [sums, counts] = [new Float64Array(line.length + 1), new Float64Array(line.length + 1)];
  line.forEach((value, i) => {
    const there = !Number.isNaN(value);
    sums[i + 1] = (sums[i] as number) + (there ? value : 0);
    counts[i + 1] = (counts[i] as number) + (there ? 1 : 0);
  });
  return line.map((value, i) => {
    const [from, to] = [Math.max(0, i - reach), Math.min(line.length, i + reach + 1)];
    return (
      value - ((sums[to] as number) - (sums[from] as number)) / ((counts[to] as number) - (counts[from] as number))
    );
  });
}

function topsOf(likeness: readonly number[], { least, most }: { least: number; most: number }) {
  const tops: { lag: number; value: number }[] = [];
  let valley = likeness[0] ?? 0;
  for (let lag = 1; lag + 1 < likeness.length && lag <= most; lag++) {
    const [before, value, after] = likeness.slice(lag - 1, lag + 2) as [number, number, number];
    valley = Math.min(valley, value);
    if (lag < least || value < before || value < after || value - valley < PROMINENCE) continue;
    // The parabola through three points.
    const bend = before - 2 * value + after;
    tops.push({ lag: lag + (bend === 0 ? 0 : (0.5 * (before - after)) / bend), value });
    valley = value;
  }
  return tops;
}
