import { NO_DATA, TRANSMISSION_ONE } from '@h986/domain';
import type { LinePicture } from '@h986/imaging';

/** Every so many channels one is searched for edges. */
const CHANNEL_STEP = 4;
/** To either side of an edge: where its plateau begins, and how many lines it must last. */
const REACH = 8;
const PLATEAU = 4;
/** An edge is a step of at least so much transmission between plateaus that vary by a fraction of it. */
const STEP = 0.25 * TRANSMISSION_ONE;
const FLAT = 0.2;
const OVERSHOOT = 1.2;
export const BINS_A_LINE = 4;
const BINS = (2 * REACH + 1) * BINS_A_LINE;

/**
 * How wide the edges along travel are (container ends, posts, sides of goods): the step between what lies before and behind over the
 * steepest difference of two neighbouring lines. A sharp edge between two lines is one line wide.
 *
 * @returns counts by width, in quarters of a line
 */
export function edgeWidths({ lines, channels, samples }: LinePicture): number[] {
  const counts = new Array<number>(BINS).fill(0);
  const row = new Float64Array(lines);
  for (let channel = 0; channel < channels; channel += CHANNEL_STEP) {
    for (let line = 0; line < lines; line++) row[line] = samples[line * channels + channel] as number;
    for (let line = REACH + PLATEAU; line + REACH + PLATEAU < lines; line++) {
      const width = widthAt(row, line);
      if (width === null) continue;
      const bin = Math.min(BINS - 1, Math.floor(width * BINS_A_LINE));
      counts[bin] = (counts[bin] as number) + 1;
    }
  }
  return counts;
}

/** Of the edge whose steepest place is between this line and the next; null where there is none. */
function widthAt(row: Float64Array, line: number): number | null {
  const slope = Math.abs((row[line + 1] as number) - (row[line] as number));
  if (slope < STEP / (2 * REACH)) return null;
  for (let i = line - REACH; i < line + REACH; i++) {
    const other = Math.abs((row[i + 1] as number) - (row[i] as number));
    // Of equals the first.
    if (other > slope || (other === slope && i < line)) return null;
  }
  const before = plateau(row, line - REACH - PLATEAU);
  const behind = plateau(row, line + REACH + 1);
  if (before === null || behind === null) return null;
  const step = Math.abs(behind.mean - before.mean);
  if (step < STEP || Math.max(before.range, behind.range) > FLAT * step) return null;
  // What overshoots is no edge, but a line without data or a thing that is thinner than its blur.
  if (slope > OVERSHOOT * step) return null;
  return step / slope;
}

function plateau(row: Float64Array, from: number): { mean: number; range: number } | null {
  let [sum, low, high] = [0, Number.POSITIVE_INFINITY, 0];
  for (let i = from; i < from + PLATEAU; i++) {
    const value = row[i] as number;
    if (value === NO_DATA) return null;
    sum += value;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return { mean: sum / PLATEAU, range: high - low };
}
