import type { Reading, ReadingFigure, ReadingSuite } from './reading-suite.ts';

const GROUP = 30;
const NAME = 44;

/** A reading suite's figures for people: a line each. */
export function readingReport(
  { name, asks }: Pick<ReadingSuite, 'name' | 'asks'>,
  reading: Reading,
  look: number,
): string {
  const { scans, figures, notes } = reading;
  const head = [`${name}: ${asks}`, `${scans} scans; look ${look} at this suite`, ...notes, ''];
  const rows = figures.map((figure, i) => {
    const group = figures[i - 1]?.group === figure.group ? '' : figure.group;
    return `${group.padEnd(GROUP)} ${figure.name.padEnd(NAME)} ${String(figure.cases).padStart(6)}  ${inWords(figure)}`;
  });
  return `${[...head, ...rows].join('\n')}\n`;
}

function inWords({ value, low, high, unit }: ReadingFigure): string {
  if (!Number.isFinite(value)) return '-';
  const short = (one: number): string => (unit === undefined ? one.toFixed(3) : String(Number(one.toPrecision(3))));
  return `${short(value)} (${short(low)} to ${short(high)})${unit === undefined ? '' : ` ${unit}`}`;
}
