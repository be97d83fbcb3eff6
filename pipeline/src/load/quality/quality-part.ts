import { ENERGIES, LINE_FLAG, NO_DATA, type QualityPart, TRANSMISSION_ONE } from '@h986/domain';
import type { LinePicture } from '@h986/imaging';
import type { Detector } from '../../pixels/detector.ts';
import type { RawStrip } from '../../pixels/raw-strip.ts';
import { airNoise } from './air-noise.ts';
import { edgeWidths } from './edge-widths.ts';

/** Lines that one figure of dose or encoder stands for. */
export const LINES_A_FIGURE = 32;
const FULL_SCALE = 65_535;
/** One in so many pixels is looked at for the brightest. */
const EVERY = 17;
const BRIGHTEST_SHARE = 0.99;
/** What is as bright as the brightest but for its noise. */
const NEARLY = 0.8;
/** Parts of a line, from the top. */
const PARTS = 50;

/** One strip's picture in figures. @param high calibrated, of the same strip */
export function qualityPart(raw: RawStrip, high: LinePicture, detector: Detector): QualityPart {
  const here = linesWithData(raw);
  const gaps = ENERGIES.flatMap((energy) => detector.figures[energy].gaps);
  return {
    lines: here.length,
    badChannels: gaps.reduce((sum, { from, to }) => sum + to - from + 1, 0),
    widestGap: Math.max(0, ...gaps.map(({ from, to }) => to - from + 1)),
    stuckChannels: detector.calibration.normalised ? [] : stuckChannels(raw, here, detector),
    saturated: saturatedShare(raw, here, detector),
    brightest: brightestOf(high.samples),
    airNoise: airNoise(high),
    doses: dosesOf(raw, detector),
    encoderSteps: encoderSteps(raw),
    edges: edgeWidths(high),
    firstLine: partsOfLine(high, 0),
    lastLine: partsOfLine(high, high.lines - 1),
  };
}

function linesWithData({ header: { lines, records } }: RawStrip): number[] {
  return [...Array(lines).keys()].filter((line) => ((records[line]?.flags ?? 0) & LINE_FLAG.lost) === 0);
}

/** From fewer lines it could be chance. */
const LINES_FOR_STUCK = 32;

/** Electronics alone make a sound channel flicker by a count or two, whatever stands before it. */
function stuckChannels(
  { header: { channels }, samples }: RawStrip,
  here: readonly number[],
  detector: Detector,
): number[] {
  if (here.length < LINES_FOR_STUCK) return [];
  const first = here[0] as number;
  const stuck = new Uint8Array(channels).fill(1);
  for (const line of here)
    for (let channel = 0; channel < channels; channel++)
      if (samples[line * 2 * channels + channel] !== samples[first * 2 * channels + channel]) stuck[channel] = 0;
  return [...stuck.keys()].filter((channel) => stuck[channel] === 1 && detector.figures.high.bad[channel] === 0);
}

function saturatedShare(
  { header: { channels }, samples }: RawStrip,
  here: readonly number[],
  { figures }: Detector,
): number {
  let [full, all] = [0, 0];
  for (const [e, energy] of ENERGIES.entries()) {
    const { bad } = figures[energy];
    for (const line of here) {
      const from = (line * 2 + e) * channels;
      for (let channel = 0; channel < channels; channel++) {
        if (bad[channel] === 1) continue;
        all++;
        if (samples[from + channel] === FULL_SCALE) full++;
      }
    }
  }
  return all === 0 ? 0 : full / all;
}

function brightestOf(samples: Uint16Array): number {
  const known: number[] = [];
  for (let i = 0; i < samples.length; i += EVERY) if (samples[i] !== NO_DATA) known.push(samples[i] as number);
  const sorted = Uint16Array.from(known).sort();
  const bright = NEARLY * (sorted[Math.floor(BRIGHTEST_SHARE * sorted.length)] ?? 0);
  const from = sorted.findIndex((value) => value >= bright);
  return (sorted[(from + sorted.length) >> 1] ?? 0) / TRANSMISSION_ONE;
}

function partsOfLine({ channels, samples }: LinePicture, line: number): (number | null)[] {
  return Array.from({ length: PARTS }, (_, part) => {
    const [from, to] = [part, part + 1].map((end) => line * channels + Math.floor((end * channels) / PARTS));
    const known = samples.subarray(from, to).filter((value) => value !== NO_DATA);
    return known.length === 0 ? null : Math.round(mean([...known])) / TRANSMISSION_ONE;
  });
}

function dosesOf({ header: { records } }: RawStrip, { calibration: { airDose } }: Detector): number[] {
  const known = records.filter(
    ({ flags, doseHigh }) => (flags & (LINE_FLAG.lost | LINE_FLAG.doseUnknown)) === 0 && doseHigh > 0,
  );
  if (airDose.high === 0) return [];
  return pieces(known).map((some) => mean(some.map(({ doseHigh }) => doseHigh)) / airDose.high);
}

function encoderSteps({ header: { records } }: RawStrip): number[] {
  return pieces(records.filter(({ flags }) => (flags & LINE_FLAG.lost) === 0)).flatMap((some) => {
    const [first, last] = [some[0], some.at(-1)];
    if (!first || !last || last.encoder === first.encoder) return [];
    return [Math.abs(last.encoder - first.encoder) / (last.line - first.line)];
  });
}

/** Whole ones only: a short one would be noisier than the others. */
function pieces<T>(of: readonly T[]): T[][] {
  return Array.from({ length: Math.floor(of.length / LINES_A_FIGURE) }, (_, i) =>
    of.slice(i * LINES_A_FIGURE, (i + 1) * LINES_A_FIGURE),
  );
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
