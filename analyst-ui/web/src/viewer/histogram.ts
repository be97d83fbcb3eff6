import { NO_DATA, type ShownEnergy } from '@h986/domain';
import type { Axes } from './axes.ts';
import type { StripStore } from './strip-store.ts';

/** How often each transmission is in sight, and what the window cuts off. */
export interface Histogram {
  /** Of equal width in transmission, from 0 to `NO_DATA`. */
  bins: Uint32Array;
  samples: number;
  /** Shares of the samples that the curve shows pure black and pure white, before any filter. */
  black: number;
  white: number;
}

const BINS = 256;
/** Enough for a curve that stands still; more would be felt while panning. */
const MOST_SAMPLES = 60_000;

/** Of the texels in sight at the size in which they are shown, thinned evenly. @param curve grey by transmission */
export function histogramOf(store: StripStore, axes: Axes, energy: ShownEnergy, curve: Uint8Array): Histogram {
  const bins = new Uint32Array(BINS);
  const [columns, rows] = [rangeOf(axes.columns), rangeOf(axes.rows)];
  // Odd, so that no regular pattern of the load is always hit or always missed.
  const step = Math.ceil(Math.sqrt((columns.count * rows.count) / MOST_SAMPLES)) | 1;
  let samples = 0;
  let black = 0;
  let white = 0;
  for (let row = rows.first; row < rows.first + rows.count; row += step) {
    for (let column = columns.first; column < columns.first + columns.count; column += step) {
      const value = store.at(energy, column, row, axes.level);
      if (value === NO_DATA) continue;
      samples++;
      bins[value >> 8] = (bins[value >> 8] as number) + 1;
      if (curve[value] === 0) black++;
      if (curve[value] === 255) white++;
    }
  }
  const share = (count: number): number => (samples === 0 ? 0 : count / samples);
  return { bins, samples, black: share(black), white: share(white) };
}

function rangeOf(ranges: Int32Array): { first: number; count: number } {
  let first = Number.POSITIVE_INFINITY;
  let last = -1;
  for (let i = 0; i < ranges.length; i += 2) {
    if ((ranges[i] as number) < 0) continue;
    first = Math.min(first, ranges[i] as number);
    last = Math.max(last, ranges[i + 1] as number);
  }
  return last < 0 ? { first: 0, count: 0 } : { first, count: last - first + 1 };
}

/** Bars on a logarithmic height, and the window's curve over them. Colours are the canvas' own: its `color` and half of it. */
export function drawHistogram(canvas: HTMLCanvasElement, { bins }: Histogram, curve: Uint8Array): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const { width, height } = canvas;
  const colour = getComputedStyle(canvas).color;
  const most = Math.log1p(bins.reduce((a, b) => Math.max(a, b), 1));
  context.clearRect(0, 0, width, height);
  context.fillStyle = colour;
  context.globalAlpha = 0.5;
  for (const [i, count] of bins.entries()) {
    const tall = (Math.log1p(count) / most) * height;
    context.fillRect((i * width) / bins.length, height - tall, Math.ceil(width / bins.length), tall);
  }
  context.globalAlpha = 1;
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.beginPath();
  for (let x = 0; x < width; x++) {
    const grey = curve[Math.min(NO_DATA - 1, Math.round((x / width) * NO_DATA))] as number;
    context.lineTo(x, height - 1 - (grey / 255) * (height - 2));
  }
  context.stroke();
}
