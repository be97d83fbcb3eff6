import { NO_DATA, TRANSMISSION_ONE } from '@h986/domain';
import type { Statistics } from './detector.ts';

/** Neighbouring bad channels, last one included. */
export interface Gap {
  from: number;
  to: number;
}

/** A gap wider than this is not guessed at: it stays without data and is shown so. */
export const GAP_MAX = 2;
/** Of the median gain: below it a channel is dead or covered. */
const GAIN_AT_LEAST = 0.1;
/** Of the median spread: a channel beyond it flickers. */
const SPREAD_AT_MOST = 5;
/** From fewer lines a spread says nothing. */
const LINES_FOR_SPREAD = 8;
const FULL_SCALE = 65_535;
/** Neighbours of a gap that differ by more have an edge between them. */
const EDGE = 0.1 * TRANSMISSION_ONE;

/**
 * Which channels the calibration lines disprove: no gain to speak of, stuck at full scale, stuck while all others show
 * noise, or much noisier than the others, without beam or relative to the signal in air.
 *
 * @returns 1 a bad channel
 */
export function badChannels(of: { gain: Float64Array; dark: Statistics; air: Statistics }): Uint8Array {
  const { gain, dark, air } = of;
  const gainFrom = GAIN_AT_LEAST * median(gain);
  const relative = air.deviation.map((d, channel) => d / Math.max(1, gain[channel] as number));
  const darkUpTo =
    air.lines < LINES_FOR_SPREAD ? Number.POSITIVE_INFINITY : SPREAD_AT_MOST * (median(dark.deviation) + 1);
  const usual = median(relative);
  const knowsSpread = air.lines >= LINES_FOR_SPREAD && usual > 0;
  return Uint8Array.from(gain, (g, channel) => {
    const spread = relative[channel] as number;
    const dead = g <= 0 || g < gainFrom || (air.mean[channel] as number) >= FULL_SCALE;
    const stuckOrFlickers = knowsSpread && (spread === 0 || spread > SPREAD_AT_MOST * usual);
    return dead || stuckOrFlickers || (dark.deviation[channel] as number) > darkUpTo ? 1 : 0;
  });
}

export function gapsOf(bad: Uint8Array): Gap[] {
  const gaps: Gap[] = [];
  for (let channel = 0; channel < bad.length; channel++) {
    if (bad[channel] === 0) continue;
    const from = channel;
    while (bad[channel + 1] === 1) channel++;
    gaps.push({ from, to: channel });
  }
  return gaps;
}

/**
 * Fills narrow gaps of one line from the channels above and below them, in place, and leaves wide ones without data.
 * Between values that differ like two sides of an edge nothing is blended: a channel takes the nearer side's value.
 *
 * @param line one line of one energy: `channels` samples from `at`
 */
export function bridgeGaps(line: Uint16Array, at: number, channels: number, gaps: readonly Gap[]): void {
  for (const { from, to } of gaps) {
    const width = to - from + 1;
    const above = from > 0 ? (line[at + from - 1] as number) : NO_DATA;
    const below = to < channels - 1 ? (line[at + to + 1] as number) : NO_DATA;
    const wide = width > GAP_MAX || (above === NO_DATA && below === NO_DATA);
    for (let channel = from; channel <= to; channel++) {
      const share = (channel - from + 1) / (width + 1);
      line[at + channel] = wide ? NO_DATA : between(above, below, share);
    }
  }
}

function between(above: number, below: number, share: number): number {
  if (above === NO_DATA) return below;
  if (below === NO_DATA) return above;
  if (Math.abs(above - below) > EDGE) return share <= 0.5 ? above : below;
  return Math.round(above + (below - above) * share);
}

export function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  const middle = sorted.length >> 1;
  if (sorted.length % 2 === 1) return sorted[middle] as number;
  return ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}
