import type { Interval } from '@h986/domain/statistics';
import type { ShippedFigures } from './as-shipped.ts';
import type { ContainerFigures } from './containers.ts';
import type { CurvePoint } from './curves.ts';
import type { Detection, GroupFigures } from './figures.ts';
import type { FoundBoxFigures } from './found-boxes.ts';
import type { SuiteFigures } from './ledger.ts';

const MIB = 1024 * 1024;
const GROUP = 22;
const MODEL = 10;
const COLUMN = 18;

/** A suite's figures for people: a line a group and model, the baseline below each. */
export function report({
  suite,
  asks,
  look,
  cost,
  containers,
  foundBoxes,
  asShipped,
  models,
  refused,
  clean,
  threats,
  calibrationScans,
}: SuiteFigures): string {
  const head = [
    `${suite}: ${asks}`,
    `${clean} clean scans, ${threats} with threats; thresholds from ${calibrationScans} clean scans of other seeds; look ${look} at this suite`,
    `a scan: median ${cost.secondsMedian.toFixed(1)} s, 95 of 100 within ${cost.secondsP95.toFixed(1)} s of processor time${memory(cost.peakBytesMost)}`,
    `one of 3,600 x 1,000 pixels: ${cost.secondsFullMedian.toFixed(1)} s; after the last line ${cost.afterLastMedian.toFixed(2)} s`,
    ...(containers ? [containersLine(containers)] : []),
    ...(foundBoxes ? [foundLine(foundBoxes)] : []),
    ...Object.entries(refused).map(([why, count]) => `not made or not analysed: ${count} (${why})`),
  ];
  return [...head, '', ...tableOf(models), '', ...shippedTable(asShipped), '', ...curvesTable(models), ''].join('\n');
}

function foundLine({ found, iou, findings }: FoundBoxFigures): string {
  return `${found} threats at which something alarms: intersection over union of its box ${interval(iou)}, findings at each ${interval(findings)}`;
}

function containersLine({ containers, iou, counted, named, namedOf }: ContainerFigures): string {
  return `${containers} containers: boxes' intersection over union ${interval(iou)}, as many as there are ${interval(counted)}; goods of one kind seen as what they are ${interval(named)} of ${namedOf}`;
}

function tableOf(models: SuiteFigures['models']): string[] {
  const names = Object.keys(models);
  const rates = models[names[0] ?? '']?.groups[0]?.detection.map(({ promised }) => promised) ?? [];
  const percent = (rate: number): string => `${Number((100 * rate).toPrecision(3))} %`;
  const columns = [
    'AUC',
    ...rates.map((rate) => `found at ${percent(rate)}`),
    `among five at ${percent(rates[0] ?? 0)}`,
    `alarms at ${percent(rates[0] ?? 0)}`,
    'AUPRO',
    'calibration err.',
    'if honest',
  ];
  const lines = [line('', '', 'n', columns)];
  for (const [i, { group }] of (models[names[0] ?? '']?.groups ?? []).entries())
    for (const name of names) {
      const figures = models[name]?.groups[i];
      if (figures) lines.push(line(name === names[0] ? group : '', name, counts(figures), cells(figures)));
    }
  return lines;
}

function cells({ auc, detection, overlap, calibration, honestCalibration }: GroupFigures): string[] {
  const [first] = detection as [Detection, ...Detection[]];
  return [
    interval(auc),
    ...detection.map(({ found }) => interval(found)),
    interval(first.shown),
    interval(first.falseAlarms),
    interval(overlap),
    interval(calibration),
    interval(honestCalibration ?? null),
  ];
}

function shippedTable(groups: readonly ShippedFigures[]): string[] {
  return [
    'at the thresholds that ship, all maps that decide together',
    ...groups.map(
      ({ group, clean, threats, falseAlarms, found }) =>
        `  ${group.padEnd(GROUP)} ${`${clean}+${threats}`.padStart(9)}  alarms ${interval(falseAlarms).padEnd(COLUMN)} found ${interval(found)}`,
    ),
  ];
}

function curvesTable(models: SuiteFigures['models']): string[] {
  return Object.entries(models).flatMap(([name, { curves }]) => [
    `found at 1 %, ${name}`,
    ...curves.map(
      ({ of, from, to, threats, found }: CurvePoint) =>
        `  ${of.padEnd(GROUP)} ${`${from} to ${Number.isFinite(to) ? to : 'more'}`.padEnd(14)} ${String(threats).padStart(5)}  ${interval(found)}`,
    ),
  ]);
}

const counts = ({ clean, threats }: GroupFigures): string => `${clean}+${threats}`;

function line(group: string, model: string, n: string, columns: readonly string[]): string {
  const padded = columns.map((text) => text.padEnd(COLUMN)).join(' ');
  return `${group.padEnd(GROUP)} ${model.padEnd(MODEL)} ${n.padStart(9)}  ${padded}`.trimEnd();
}

function interval(of: Interval | null): string {
  if (!of || Number.isNaN(of.value)) return '-';
  return `${of.value.toFixed(3)} ${of.low.toFixed(3)}-${of.high.toFixed(3)}`;
}

function memory(bytes: number | null): string {
  return bytes === null ? '' : `, at most ${Math.round(bytes / MIB)} MiB of memory`;
}
