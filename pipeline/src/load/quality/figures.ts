import { countLost, type QualityFigure, type QualityPart } from '@h986/domain';
import type { LoadContext } from '../analysis.ts';
import { cutSides } from './cut-off.ts';
import { BINS_A_LINE } from './edge-widths.ts';
import { aspectOf, speedOf } from './iso-size.ts';
import { type FigureName, gradeOf, LIMITS } from './limits.ts';

/** Of the edges the sharpest tenth: what is blurred further is round, askew or soft. */
const SHARPEST = 0.1;
const EDGES_AT_LEAST = 20;

/** Everything that can be measured of a scan's picture; what cannot be is left out. */
export function figuresOf(context: LoadContext): QualityFigure[] {
  const parts = context.strips.flatMap(({ quality }) => (quality ? [quality] : []));
  const measured: Partial<Record<FigureName, number | null>> = {
    ...ofBeam(parts),
    ...ofLines(context),
    ...ofChannels(parts, context),
    ...ofContainers(context),
    sharpness: sharpnessMm(parts, context),
  };
  return (Object.keys(LIMITS) as FigureName[]).flatMap((name) => {
    const value = measured[name] ?? null;
    if (value === null) return [];
    return [{ name, value: rounded(value), unit: LIMITS[name].unit, grade: gradeOf(name, value) }];
  });
}

function ofBeam(parts: readonly QualityPart[]) {
  const noises = parts.flatMap(({ airNoise, lines }) => (airNoise === null ? [] : [{ airNoise, lines }]));
  const lines = noises.reduce((sum, one) => sum + one.lines, 0);
  const doses = parts.flatMap((part) => part.doses);
  const level = doses.length === 0 ? null : mean(doses);
  return {
    'air-level': parts.length === 0 ? null : Math.max(...parts.map(({ brightest }) => brightest)),
    'air-noise': lines === 0 ? null : (100 * noises.reduce((sum, one) => sum + one.airNoise * one.lines, 0)) / lines,
    'dose-level': level,
    'dose-drift': level ? (100 * (Math.max(...doses) - Math.min(...doses))) / level : null,
    saturation: parts.length === 0 ? null : 100 * mean(parts.map(({ saturated }) => saturated)),
  };
}

function ofLines({ seal, geometry, strips }: LoadContext) {
  const longest = Math.max(0, ...seal.linesLost.map(({ from, to }) => to - from + 1));
  const steps = strips.flatMap(({ quality }) => quality?.encoderSteps ?? []);
  return {
    'lost-lines': seal.lines === 0 ? 100 : (100 * countLost(seal.linesLost)) / seal.lines,
    'lost-gap': longest * geometry.linePitchMm,
    partial: seal.extent === 'whole' ? 0 : 1,
    'pitch-unevenness': steps.length < 2 ? null : (100 * (Math.max(...steps) - Math.min(...steps))) / mean(steps),
  };
}

function ofChannels(parts: readonly QualityPart[], { geometry }: LoadContext) {
  const [first] = parts;
  if (!first) return {};
  // One that stands still in every strip; in a single one it may be that nothing moved.
  const asked = parts.filter(({ lines }) => lines >= 32);
  const stuck = (asked[0]?.stuckChannels ?? []).filter((channel) =>
    asked.every(({ stuckChannels }) => stuckChannels.includes(channel)),
  );
  return {
    'dead-channels': (100 * first.badChannels) / (2 * geometry.channels),
    'dead-gap': first.widestGap,
    'stuck-channels': stuck.length,
  };
}

/** Of the container that fits worst. */
function ofContainers(context: LoadContext) {
  const { containers } = context;
  if (containers.length === 0) return {};
  const worst = (of: (box: { w: number; h: number }) => number): number =>
    containers.map(({ boxMm }) => of(boxMm)).reduce((a, b) => (Math.abs(Math.log(b)) > Math.abs(Math.log(a)) ? b : a));
  const cut = containers.reduce((sum, { boxPx }) => sum + cutSides(boxPx, context).length, 0);
  // A container that is cut off says nothing of its length.
  return { 'cut-off': cut, ...(cut === 0 && { speed: worst(speedOf), aspect: worst(aspectOf) }) };
}

function sharpnessMm(parts: readonly QualityPart[], { geometry }: LoadContext): number | null {
  const counts = parts.reduce<number[]>((sum, { edges }) => edges.map((count, bin) => count + (sum[bin] ?? 0)), []);
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (all < EDGES_AT_LEAST) return null;
  let below = 0;
  const bin = counts.findIndex((count) => {
    below += count;
    return below >= SHARPEST * all;
  });
  return ((bin + 0.5) / BINS_A_LINE) * geometry.linePitchMm;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const rounded = (value: number): number => Number(value.toPrecision(4));
