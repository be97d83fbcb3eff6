import {
  ENERGIES,
  type Energy,
  LINE_FLAG,
  type LineRecord,
  NO_DATA,
  TRANSMISSION_MAX,
  TRANSMISSION_ONE,
} from '@h986/domain';
import type { LinePicture } from '@h986/imaging';
import { bridgeGaps } from './bad-channels.ts';
import type { ChannelFigures, Detector } from './detector.ts';
import { airChannels, doseOf } from './dose.ts';
import type { RawStrip } from './raw-strip.ts';
import { maskMarks, type VendorMarks } from './vendor-marks.ts';

/** Transmission x 60,000 of both energies, line by line; 65,535 where there is no data. */
export type Transmission = Record<Energy, LinePicture>;

const FULL_SCALE = 65_535;

/**
 * From raw samples to transmission: dark, dose, gain, impulses, bad channels, marks, in this order. Every line is worked
 * on by itself, so that it comes out the same in whichever strip it is computed.
 *
 * @param marks of a normalised picture, null for a scanner's own lines
 */
export function calibrate(raw: RawStrip, detector: Detector, marks: Record<Energy, VendorMarks> | null): Transmission {
  const { lines, channels } = raw.header;
  const picture = (energy: Energy): LinePicture => ({
    lines,
    channels,
    samples: calibrateEnergy(raw, detector, marks?.[energy] ?? null, energy),
  });
  return { high: picture('high'), low: picture('low') };
}

function calibrateEnergy(raw: RawStrip, detector: Detector, marks: VendorMarks | null, energy: Energy): Uint16Array {
  const { lines, channels, records, firstLine } = raw.header;
  const { airDose, normalised } = detector.calibration;
  const figures = detector.figures[energy];
  const top = airChannels(figures);
  const perCount = figures.gain.map((gain) => TRANSMISSION_ONE / Math.max(gain, 1));
  const out = new Uint16Array(lines * channels);
  for (let line = 0; line < lines; line++) {
    const to = line * channels;
    const record = records[line];
    if (isLost(record)) {
      out.fill(NO_DATA, to, to + channels);
      continue;
    }
    const from = (line * ENERGIES.length + ENERGIES.indexOf(energy)) * channels;
    const reading = (energy === 'high' ? record?.doseHigh : record?.doseLow) ?? 0;
    const monitor = { reading, airDose: airDose[energy], record };
    const dose = normalised ? 1 : doseOf(raw.samples, from, top, figures, monitor);
    divideLine(raw.samples, from, out, to, figures.dark, perCount, 1 / dose);
    repairImpulses(raw.samples, from, out, to, channels, figures);
    bridgeGaps(out, to, channels, figures.gaps);
    if (marks) maskMarks(out, to, firstLine + line, marks);
  }
  return out;
}

function isLost(record: LineRecord | undefined): boolean {
  return ((record?.flags ?? 0) & LINE_FLAG.lost) !== 0;
}

function divideLine(
  raw: Uint16Array,
  from: number,
  out: Uint16Array,
  to: number,
  dark: Float64Array,
  perCount: Float64Array,
  perDose: number,
): void {
  for (let channel = 0; channel < dark.length; channel++) {
    const counts = (raw[from + channel] as number) - (dark[channel] as number);
    const value = counts * (perCount[channel] as number) * perDose + 0.5;
    out[to + channel] = value <= 0 ? 0 : value >= TRANSMISSION_MAX ? TRANSMISSION_MAX : value;
  }
}

/**
 * A single sample at either end of the scale between two that are not is a fault of the read-out, not of the cargo: it
 * becomes the mean of the channels above and below it. Runs of zeros stay: behind dense cargo they are what was measured.
 */
function repairImpulses(
  raw: Uint16Array,
  from: number,
  out: Uint16Array,
  to: number,
  channels: number,
  { bad }: ChannelFigures,
): void {
  for (let channel = 1; channel < channels - 1; channel++) {
    if (!isExtreme(raw[from + channel] as number)) continue;
    const above = raw[from + channel - 1] as number;
    const below = raw[from + channel + 1] as number;
    if (isExtreme(above) || isExtreme(below) || bad[channel - 1] === 1 || bad[channel + 1] === 1) continue;
    out[to + channel] = ((out[to + channel - 1] as number) + (out[to + channel + 1] as number) + 1) >> 1;
  }
}

const isExtreme = (sample: number): boolean => sample === 0 || sample === FULL_SCALE;
