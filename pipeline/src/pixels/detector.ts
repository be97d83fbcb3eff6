import { Calibration, ENERGIES, type Energy, keys, type ScanId } from '@h986/domain';
import { getJson, type ObjectStore } from '@h986/stores';
import { badChannels, type Gap, gapsOf } from './bad-channels.ts';
import { unpackSamples } from './raw-strip.ts';

/** What the calibration lines say about each channel at one energy. */
export interface ChannelFigures {
  /** Mean without beam, per channel. */
  dark: Float64Array;
  /** Mean in air less dark, per channel: the signal of transmission 1. */
  gain: Float64Array;
  /** 1 where a channel cannot be believed. */
  bad: Uint8Array;
  /** Runs of bad channels. */
  gaps: Gap[];
}

/** A scan's detector as its own calibration found it. */
export interface Detector {
  calibration: Calibration;
  figures: Record<Energy, ChannelFigures>;
}

/** @throws {DomainError} `calibration-digest`, `calibration-unreadable`: not worth trying again. */
export async function readDetector(objects: ObjectStore, scanId: ScanId): Promise<Detector> {
  const calibration = await getJson(objects, keys.calibration(scanId), Calibration);
  const packed = await objects.get(keys.calibrationSamples(scanId));
  const count = (calibration.darkLines + calibration.airLines) * 2 * calibration.geometry.channels;
  const samples = await unpackSamples(packed, count, calibration.sha256, 'calibration');
  return detectorOf(calibration, samples);
}

/** @param samples dark lines, then air lines, each all channels of high, then of low */
export function detectorOf(calibration: Calibration, samples: Uint16Array): Detector {
  const { darkLines, airLines, normalised } = calibration;
  const { channels } = calibration.geometry;
  const figuresOf = (offset: number): ChannelFigures => {
    const dark = statistics(samples, { first: 0, lines: darkLines, channels, offset });
    const air = statistics(samples, { first: darkLines, lines: airLines, channels, offset });
    const gain = air.mean.map((mean, channel) => mean - (dark.mean[channel] as number));
    const bad = normalised ? new Uint8Array(channels) : badChannels({ gain, dark, air });
    return { dark: dark.mean, gain, bad, gaps: gapsOf(bad) };
  };
  const [high, low] = ENERGIES.map((_, i) => figuresOf(i * channels)) as [ChannelFigures, ChannelFigures];
  return { calibration, figures: { high, low } };
}

export interface Statistics {
  lines: number;
  mean: Float64Array;
  /** Standard deviation over the lines. */
  deviation: Float64Array;
}

function statistics(
  samples: Uint16Array,
  { first, lines, channels, offset }: { first: number; lines: number; channels: number; offset: number },
): Statistics {
  const mean = new Float64Array(channels);
  const squares = new Float64Array(channels);
  for (let line = first; line < first + lines; line++) {
    const from = line * 2 * channels + offset;
    for (let channel = 0; channel < channels; channel++) {
      const value = samples[from + channel] as number;
      mean[channel] = (mean[channel] as number) + value / lines;
      squares[channel] = (squares[channel] as number) + (value * value) / lines;
    }
  }
  const deviation = squares.map((square, channel) => Math.sqrt(Math.max(0, square - (mean[channel] as number) ** 2)));
  return { lines, mean, deviation };
}
