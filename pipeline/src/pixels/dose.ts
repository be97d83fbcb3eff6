import { LINE_FLAG, type LineRecord } from '@h986/domain';
import type { ChannelFigures } from './detector.ts';

/** Share of the channels, from the top, that look over the cargo at air; and how many at least. */
const AIR_SHARE = 0.05;
const AIR_AT_LEAST = 8;
/** Below this, or spread wider than this, the top channels do not see air in this line. */
const AIR_FROM = 0.7;
const AIR_SPREAD = 0.08;
/** Where the monitor knows the pulse (a good one to 0.003), air lies no further from it: a high container's roof lets through 0.78 and more, and looks like weak air. */
const AIR_FROM_MONITOR = 0.03;
/** A pulse outside of these is not a dose but a fault; the picture keeps it visible. */
const DOSE_MIN = 0.5;
const DOSE_MAX = 1.5;

/** The channels by which a pulse's dose is told: the topmost that can be believed. */
export function airChannels({ bad }: ChannelFigures): Uint32Array {
  const top = Math.max(AIR_AT_LEAST, Math.ceil(bad.length * AIR_SHARE));
  return Uint32Array.from(bad.keys())
    .slice(0, top)
    .filter((channel) => bad[channel] === 0);
}

/**
 * A line's dose relative to the calibration's, from the line itself and nothing else, so that no seam can show.
 *
 * The median over the top channels, where there is air above the cargo; when they do not see air, what the dose
 * monitor says; else 1.
 *
 * @param at where the energy's samples of this line begin
 * @param reading the monitor's reading for this energy, `airDose` its mean in the air lines (0: no monitor)
 */
export function doseOf(
  samples: Uint16Array,
  at: number,
  top: Uint32Array,
  { dark, gain }: ChannelFigures,
  monitor: { reading: number; airDose: number; record: LineRecord | undefined },
): number {
  const ratios = new Float64Array(top.length);
  top.forEach((channel, i) => {
    ratios[i] = ((samples[at + channel] as number) - (dark[channel] as number)) / (gain[channel] as number);
  });
  ratios.sort();
  const quantile = (share: number): number => ratios[Math.floor(share * (ratios.length - 1))] ?? 0;
  const dose = quantile(0.5);
  const spread = (quantile(0.84) - quantile(0.16)) / 2;
  const told = monitored(monitor);
  const isAir = told === null || Math.abs(dose / told - 1) <= AIR_FROM_MONITOR;
  if (isAir && dose >= AIR_FROM && spread <= AIR_SPREAD * dose) return clip(dose);
  return clip(told ?? 1);
}

/** @returns null where no monitor tells */
function monitored(monitor: { reading: number; airDose: number; record: LineRecord | undefined }): number | null {
  const unknown = ((monitor.record?.flags ?? LINE_FLAG.doseUnknown) & LINE_FLAG.doseUnknown) !== 0;
  return unknown || monitor.reading === 0 || monitor.airDose === 0 ? null : monitor.reading / monitor.airDose;
}

const clip = (dose: number): number => Math.min(DOSE_MAX, Math.max(DOSE_MIN, dose));
