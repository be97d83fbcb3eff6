import type { Interval } from '@h986/domain/statistics';
import type { GroupFigures } from '../figures.ts';
import type { RealFigures } from '../real/hits.ts';
import { type Book, type Look, longestLook } from './book.ts';
import type { Cell } from './cells.ts';
import { realLines } from './real.ts';
import { ROWS, type Row, SHIPPED } from './rows.ts';

/** All that was measured of the models that ship, against what was wanted, as Markdown. */
export function tableOf(book: Book): string {
  const measured = ROWS.map((row) => ({ row, cell: row.measure(book) }));
  return [
    '# What the models can do',
    '',
    'Printed by `npm run evaluate -- --table` from `ledger.jsonl` and the cards; a test holds it to them. **All but `real` are phantom figures**: the models have seen',
    'nothing but simulated cargo, and are judged here on simulated cargo of other seeds. Intervals of 95 %. "Least" is what was held to be the least that will do; reasons are by hand.',
    'Shares are of all looks by these very weights at different scans, other figures of the longest. A look that is older than a way of measuring has no figure by it. Baseline: `outlier`, from looks',
    'of its own where it was not beside. By chance alone: what honest probabilities would measure of so many scans.',
    '',
    ...markdown(
      [
        'figure',
        'wanted',
        'least',
        'measured',
        'of clean + threats',
        'alarms that came',
        'baseline',
        'least met',
        'from',
      ],
      measured.map(({ row, cell }) => [
        row.figure,
        bound(row, row.wanted),
        bound(row, row.least),
        ...cellsOf(cell),
        verdict(row, cell),
        cell?.source ?? '',
      ]),
    ),
    '',
    '## As it ships',
    '',
    'All maps that decide together, at the thresholds of the lane, which keep 1 % with a certainty of 95 %.',
    '',
    ...markdown(
      ['scans', 'found', 'of clean + threats', 'alarms that came', 'from'],
      SHIPPED.map(({ figure, measure }) => {
        const cell = measure(book);
        const [value, of, alarms] = cellsOf(cell);
        return [figure, value ?? '', of ?? '', alarms ?? '', cell?.source ?? ''];
      }),
    ),
    '',
    '## Where what was wanted is missed, and what limits it',
    '',
    ...measured
      .filter(({ row, cell }) => cell && row.limit && !reaches(row, cell.value, row.wanted))
      .map(({ row }) => `- ${row.figure}: ${row.limit}`),
    '',
    ...curves(book),
    ...families(book),
    ...real(book),
  ].join('\n');
}

function cellsOf(cell: Cell | null): string[] {
  if (!cell) return ['not measured', '', '', ''];
  const baseline = cell.baseline ? `${interval(cell.baseline.value)}, ${cell.baseline.of}` : '';
  const chance = cell.chance ? `; by chance alone ${interval(cell.chance)}` : '';
  return [interval(cell.value) + chance, cell.of, cell.alarms ? interval(cell.alarms) : '', baseline];
}

function bound({ is }: Row, value: number): string {
  if (is === 'at-least' && value === 0) return '';
  return is === 'at-least' ? `${value}` : `at most ${value}${is === 'promised' ? ' but for chance' : ''}`;
}

function verdict(row: Row, cell: Cell | null): string {
  if (!cell) return 'unknown';
  if (!reaches(row, cell.value, row.least))
    return cell.chance && cell.value.value <= cell.chance.high ? '**no**, but within chance' : '**no**';
  if (row.is === 'promised') return 'yes';
  const worst = row.is === 'at-least' ? cell.value.low : cell.value.high;
  return reaches(row, { value: worst, low: worst, high: worst }, row.least) ? 'yes' : 'yes, but not its interval';
}

function reaches({ is }: Row, { value, low }: Interval, bar: number): boolean {
  if (is === 'promised') return low <= bar;
  return is === 'at-least' ? value >= bar : value <= bar;
}

/** What a model's longest look with thresholds of its own says: one without tells no shares. */
function sharesOf(book: Book, suite: string, model: string): Look['models'][string] | null {
  const tells = (look: Look) => look.models[model]?.groups.some(({ detection }) => foundAt(detection)) ?? false;
  return longestLook(book, suite, model, tells)?.look.models[model] ?? null;
}

/** At 1 % of false alarms; null where there is no threshold of it. */
function foundAt(detection: GroupFigures['detection']): Interval | null {
  return detection.find(({ promised }) => promised === 0.01)?.found ?? null;
}

function curves(book: Book): string[] {
  const curve = sharesOf(book, 'same', 'cargoseg')?.curves ?? [];
  const bin = (from: number, to: number | null): string => (to === null ? `${from} and more` : `${from} to ${to}`);
  return [
    '## Found at 1 %, by contrast and signal to noise',
    '',
    'Contrast: the mean change of -ln T inside a threat over the standard deviation beside it. Signal to noise: of a filter that knows the threat and its place.',
    '',
    ...markdown(
      ['loads and measure', 'from', 'threats', 'found by `cargoseg`'],
      curve.map(({ of, from, to, threats, found }) => {
        return [of, bin(from, to), `${threats}`, found ? interval(found) : 'not measured'];
      }),
    ),
    '',
  ];
}

function families(book: Book): string[] {
  const suites = ['same', 'unseen-threats', 'empties'] as const;
  const rows = suites.flatMap((suite) => {
    const model = suite === 'empties' ? 'emptyseg' : 'cargoseg';
    return (sharesOf(book, suite, model)?.groups ?? [])
      .filter(({ group, threats }) => /^[a-z0-9-]+$/.test(group) && group !== 'all' && threats > 0)
      .map(({ group, threats, auc, detection }) => {
        const at = foundAt(detection);
        return [`\`${suite}\``, group, `${threats}`, interval(auc), at ? interval(at) : 'not measured'];
      });
  });
  return [
    '## Threat by threat',
    '',
    ...markdown(['suite', 'threat', 'of', 'area under the curve', 'found at 1 %'], rows),
    '',
  ];
}

function real(book: Book): string[] {
  const told = (one: RealFigures | null): string[] =>
    one ? [interval(one.found), `${one.scans}`] : ['not measured', ''];
  return [
    '## In real scans',
    '',
    'Slabs of known stuff projected into real scans, and into phantom goods of the same scanner, found at the threshold that ships: a finding that alarms has its middle on them. Width x height x along the beam.',
    '',
    ...markdown(
      ['concealment', 'found in real goods', 'of', 'found in phantom goods', 'of'],
      realLines(book).map(({ real, phantom }) => [real.group, ...told(real), ...told(phantom)]),
    ),
    '',
  ];
}

function markdown(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

/** A figure without an interval is told alone. */
function interval({ value, low, high }: Interval): string {
  if (!Number.isFinite(value)) return '-';
  const digits = (of: number): string => (Math.abs(of) > 0.995 && Math.abs(of) < 1 ? of.toFixed(3) : of.toFixed(2));
  const fine = (of: number): string => (Math.abs(of) < 0.1 ? of.toFixed(3) : digits(of));
  return low === high && high === value ? fine(value) : `${fine(value)} (${fine(low)} to ${fine(high)})`;
}
