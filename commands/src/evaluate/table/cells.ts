import { clopperPearson, type Interval } from '@h986/domain/statistics';
import { type Book, countOf, groupOf, looksApart, newestLook } from './book.ts';

/** One measured figure and where it comes from. */
export interface Cell {
  value: Interval;
  /** Of what. */
  of: string;
  /** False alarms that came beside it, where one was promised. */
  alarms: Interval | null;
  /** The same by `outlier` in the newest look that has it, and of how many. */
  baseline: { value: Interval; of: string } | null;
  source: string;
}

export type Measure = (book: Book) => Cell | null;

const BASELINE = 'outlier';
/** Maps that decide. */
const DECIDING = ['cargoseg', 'emptyseg'] as const;

/** Area under the curve of a suite's containers. */
export const auc =
  (suite: string, model = 'cargoseg'): Measure =>
  (book) =>
    beside(book, suite, model, (name, look) => {
      const all = groupOf(look, name, 'all');
      return all && { value: all.auc, of: `${all.clean} + ${all.threats}`, alarms: null };
    });

/** Found at a promised rate of false alarms, in some groups together. */
export const found =
  (suite: string, groups: readonly string[], promised: number, model = 'cargoseg'): Measure =>
  (book) =>
    beside(book, suite, model, (name, look) => {
      const of = groups.flatMap((group) => groupOf(look, name, group) ?? []);
      const at = of.map(({ detection }) => detection.find((one) => one.promised === promised));
      if (of.length < groups.length || at.some((one) => !one?.found)) return null;
      const hits = at.reduce((sum, one, i) => sum + countOf(one?.found as Interval, of[i]?.threats ?? 0), 0);
      const alarms = at.map((one, i) => (one?.falseAlarms ? countOf(one.falseAlarms, of[i]?.clean ?? 0) : 0));
      const [threats, clean] = [total(of.map((one) => one.threats)), total(of.map((one) => one.clean))];
      return {
        value: clopperPearson(hits, threats),
        of: `${clean} + ${threats}`,
        alarms: clean > 0 ? clopperPearson(total(alarms), clean) : null,
      };
    });

/** By how much the area is smaller than that of `same`; intervals are put together as of independent figures. */
export const lossOfAuc =
  (suite: string): Measure =>
  (book) => {
    const [same, other] = [auc('same')(book), auc(suite)(book)];
    return (
      same &&
      other && {
        ...other,
        value: difference(same.value, other.value),
        baseline: null,
      }
    );
  };

/** Error of calibration of a model's probability. */
export const calibrationError =
  (suite: string, model: string): Measure =>
  (book) => {
    const seen = newestLook(book, suite, model);
    const all = seen && groupOf(seen.look, model, 'all');
    if (!seen || !all?.calibration) return null;
    const of = `${all.clean + all.threats}`;
    return { value: all.calibration, of, alarms: null, baseline: null, source: sourceOf(seen) };
  };

/** Of clean scans those that alarm at the thresholds that ship, all looks together. */
export const shippedAlarms =
  (group: string): Measure =>
  (book) => {
    const looks = looksApart(book, 'clean', DECIDING);
    const of = looks.flatMap(({ asShipped }) => asShipped?.find((one) => one.group === group) ?? []);
    const clean = total(of.map((one) => one.clean));
    if (clean === 0) return null;
    const alarms = total(of.map((one) => (one.falseAlarms ? countOf(one.falseAlarms, one.clean) : 0)));
    const source = `clean, ${looks.length} looks from seed ${looks[0]?.seed}`;
    return { value: clopperPearson(alarms, clean), of: `${clean}`, alarms: null, baseline: null, source };
  };

/** Of scans with a threat those that the lane finds as it ships. */
export const shippedFound =
  (suite: string, groups: readonly string[]): Measure =>
  (book) => {
    const seen = newestShipped(book, suite);
    const of = groups.flatMap((group) => seen?.look.asShipped?.find((one) => one.group === group) ?? []);
    if (!seen || of.length < groups.length || of.some((one) => !one.found)) return null;
    const [threats, clean] = [total(of.map((one) => one.threats)), total(of.map((one) => one.clean))];
    const hits = total(of.map((one) => countOf(one.found as Interval, one.threats)));
    const alarms = total(of.map((one) => (one.falseAlarms ? countOf(one.falseAlarms, one.clean) : 0)));
    return {
      value: clopperPearson(hits, threats),
      of: `${clean} + ${threats}`,
      alarms: clean > 0 ? clopperPearson(alarms, clean) : null,
      baseline: null,
      source: sourceOf(seen),
    };
  };

/** Boxes and names, from the newest look at a suite that has them. */
export const ofContainers =
  (suite: string, figure: 'iou' | 'named'): Measure =>
  (book) => {
    const seen = newestShipped(book, suite);
    const all = seen?.look.containers;
    const value = all?.[figure];
    if (!seen || !all || !value) return null;
    const of = figure === 'iou' ? `${all.containers} containers` : `${all.namedOf} of one kind`;
    return { value, of, alarms: null, baseline: null, source: sourceOf(seen) };
  };

/** A figure that a model's card tells. */
export const onCard =
  (model: string, suite: string, family: string, figure: string): Measure =>
  ({ cards }) => {
    const card = cards.find(({ name }) => name === model);
    const one = card?.figures.find((f) => f.suite === suite && f.family === family && f.figure === figure);
    if (!card || !one) return null;
    const value = { value: one.value, low: one.low ?? one.value, high: one.high ?? one.value };
    return { value, of: `${one.scans}`, alarms: null, baseline: null, source: `card of ${model} ${card.version}` };
  };

/** Processor time, from the newest look at a suite that has it; without an interval. */
export const seconds =
  (suite: string, figure: 'secondsFullMedian' | 'afterLastMedian', cores = 1): Measure =>
  (book) => {
    const seen = newestShipped(book, suite);
    const measured = seen?.look.cost[figure];
    if (!seen || measured === undefined) return null;
    const value = measured / cores;
    const of = `${seen.look.scans} scans, median`;
    return { value: { value, low: value, high: value }, of, alarms: null, baseline: null, source: sourceOf(seen) };
  };

function newestShipped(book: Book, suite: string) {
  const seen = newestLook(book, suite, suite === 'empties' ? 'emptyseg' : 'cargoseg');
  return seen?.look.asShipped ? seen : null;
}

type Told = Pick<Cell, 'value' | 'of' | 'alarms'>;

function beside(
  book: Book,
  suite: string,
  model: string,
  tell: (name: string, look: NonNullable<ReturnType<typeof newestLook>>['look']) => Told | null,
): Cell | null {
  const seen = newestLook(book, suite, model);
  const told = seen && tell(model, seen.look);
  if (!seen || !told) return null;
  const plain = newestLook(book, suite, BASELINE);
  const baseline = plain && tell(BASELINE, plain.look);
  return { ...told, baseline: baseline && { value: baseline.value, of: baseline.of }, source: sourceOf(seen) };
}

function sourceOf({ look, number }: NonNullable<ReturnType<typeof newestLook>>): string {
  return `${look.suite}, look ${number}, seed ${look.seed}, ${look.date.slice(0, 10)}`;
}

function difference(a: Interval, b: Interval): Interval {
  const value = a.value - b.value;
  return {
    value,
    low: value - Math.hypot(a.value - a.low, b.high - b.value),
    high: value + Math.hypot(a.high - a.value, b.value - b.low),
  };
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
