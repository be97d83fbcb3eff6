import { clopperPearson, type Interval } from '@h986/domain/statistics';
import { FUSION } from '../fused.ts';
import {
  type Book,
  byTheseReaders,
  byTheseThresholds,
  byThisFusion,
  countOf,
  groupOf,
  type Look,
  longestLook,
  looksApart,
  type Numbered,
} from './book.ts';

/** One measured figure and where it comes from. */
export interface Cell {
  value: Interval;
  /** Of what. */
  of: string;
  /** False alarms that came beside it, where one was promised. */
  alarms: Interval | null;
  /** The same by `outlier`, from looks of its own, and of how many. */
  baseline: { value: Interval; of: string } | null;
  /** What would be measured by chance alone of what is as good as can be. */
  chance?: Interval | null;
  source: string;
}

export type Measure = (book: Book) => Cell | null;

const BASELINE = 'outlier';
/** Maps that decide. */
export const DECIDING = ['cargoseg', 'emptyseg'] as const;

/** Area under the curve of a suite's containers, in its longest look. */
export const auc =
  (suite: string, model = 'cargoseg'): Measure =>
  (book) =>
    beside(model, (name) => {
      const seen = longestLook(book, suite, name);
      const all = seen && groupOf(seen.look, name, 'all');
      return (
        seen && all && { value: all.auc, of: `${all.clean} + ${all.threats}`, alarms: null, source: sourceOf([seen]) }
      );
    });

/** Found at a promised rate of false alarms, in some groups and all looks together. */
export const found =
  (suite: string, groups: readonly string[], promised: number, model = 'cargoseg'): Measure =>
  (book) =>
    beside(model, (name) => {
      const told = (look: Look) =>
        groups.map((group) => {
          const of = groupOf(look, name, group);
          const at = of?.detection.find((one) => one.promised === promised);
          return of && at?.found ? { ...of, found: at.found, falseAlarms: at.falseAlarms } : null;
        });
      const looks = looksApart(book, suite, [name], (look) => told(look).every((one) => one !== null));
      return together(
        looks,
        looks.flatMap(({ look }) => told(look).flatMap((one) => one ?? [])),
      );
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

/** Error of calibration of the fused risk, made up as it ships. */
export const calibrationError =
  (suite: string): Measure =>
  (book) => {
    const tells = (look: Look): boolean => byThisFusion(book, look) && byTheseReaders(book, look);
    const [seen] = looksApart(book, suite, [FUSION, ...DECIDING], tells);
    const all = seen && groupOf(seen.look, FUSION, 'all');
    if (!seen || !all?.calibration) return null;
    const of = `${all.clean + all.threats}`;
    const chance = all.honestCalibration ?? null;
    return { value: all.calibration, of, alarms: null, baseline: null, chance, source: sourceOf([seen]) };
  };

/** Of clean scans those that alarm at the thresholds that ship, all looks together. */
export const shippedAlarms =
  (group: string): Measure =>
  (book) => {
    const looks = shippedLooks(book, 'clean', DECIDING, [group]);
    const of = looks.flatMap(({ look }) => shippedOf(look, group) ?? []);
    const clean = total(of.map((one) => one.clean));
    if (clean === 0) return null;
    const alarms = total(of.map((one) => (one.falseAlarms ? countOf(one.falseAlarms, one.clean) : 0)));
    return {
      value: clopperPearson(alarms, clean),
      of: `${clean}`,
      alarms: null,
      baseline: null,
      source: sourceOf(looks),
    };
  };

/** Of scans with a threat those that the lane finds as it ships, by these maps, all looks together. */
export const shippedFound =
  (suite: string, groups: readonly string[], models: readonly string[] = DECIDING): Measure =>
  (book) => {
    const looks = shippedLooks(book, suite, models, groups);
    const of = looks.flatMap(({ look }) =>
      groups.flatMap((group) => {
        const one = shippedOf(look, group);
        return one?.found ? { ...one, found: one.found } : [];
      }),
    );
    const told = together(looks, of);
    return told && { ...told, baseline: null };
  };

/** Boxes and names, from the longest look at a suite that has them. */
export const ofContainers =
  (suite: string, figure: 'iou' | 'named'): Measure =>
  (book) => {
    const seen = longestLook(
      book,
      suite,
      'cargoseg',
      (look) => Boolean(look.containers?.[figure]) && byTheseReaders(book, look),
    );
    const all = seen?.look.containers;
    const value = all?.[figure];
    if (!seen || !all || !value) return null;
    const of = figure === 'iou' ? `${all.containers} containers` : `${all.namedOf} of one kind`;
    return { value, of, alarms: null, baseline: null, source: sourceOf([seen]) };
  };

/** How boxes fit the threats that are found as the lane ships, from the longest look at a suite that tells. */
export const ofFoundBoxes =
  (suite: string, figure: 'iou' | 'findings'): Measure =>
  (book) => {
    const tells = (look: Look): boolean => Boolean(look.foundBoxes) && byTheseThresholds(book, look);
    const [seen] = looksApart(book, suite, DECIDING, tells);
    const all = seen?.look.foundBoxes;
    if (!seen || !all) return null;
    return { value: all[figure], of: `${all.found} found`, alarms: null, baseline: null, source: sourceOf([seen]) };
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

/** Processor time, from the longest look at a suite that has it; without an interval. */
export const seconds =
  (suite: string, figure: 'secondsFullMedian' | 'afterLastMedian', cores = 1): Measure =>
  (book) => {
    const seen = longestLook(book, suite, 'cargoseg', ({ cost }) => cost[figure] !== undefined);
    const measured = seen?.look.cost[figure];
    if (!seen || measured === undefined) return null;
    const value = measured / cores;
    const of = `${seen.look.scans} scans, median`;
    return { value: { value, low: value, high: value }, of, alarms: null, baseline: null, source: sourceOf([seen]) };
  };

const shippedOf = (look: Look, group: string) => look.asShipped?.find((one) => one.group === group) ?? null;

const shippedLooks = (book: Book, suite: string, models: readonly string[], groups: readonly string[]): Numbered[] =>
  looksApart(
    book,
    suite,
    models,
    (look) => byTheseThresholds(book, look) && groups.every((group) => shippedOf(look, group) !== null),
  );

interface Counted {
  clean: number;
  threats: number;
  found: Interval;
  falseAlarms: Interval | null;
}

/** Shares of several groups and looks as one. */
function together(looks: readonly Numbered[], of: readonly Counted[]): Told | null {
  if (of.length === 0) return null;
  const [clean, threats] = [total(of.map((one) => one.clean)), total(of.map((one) => one.threats))];
  const hits = total(of.map((one) => countOf(one.found, one.threats)));
  const alarms = total(of.map((one) => (one.falseAlarms ? countOf(one.falseAlarms, one.clean) : 0)));
  return {
    value: clopperPearson(hits, threats),
    of: `${clean} + ${threats}`,
    alarms: clean > 0 ? clopperPearson(alarms, clean) : null,
    source: sourceOf(looks),
  };
}

type Told = Pick<Cell, 'value' | 'of' | 'alarms' | 'source'>;

function beside(model: string, tell: (name: string) => Told | null): Cell | null {
  const told = tell(model);
  if (!told) return null;
  const plain = tell(BASELINE);
  return { ...told, baseline: plain && { value: plain.value, of: plain.of } };
}

function sourceOf(looks: readonly Numbered[]): string {
  const { suite } = (looks[0] as Numbered).look;
  const newest = looks
    .map(({ look }) => look.date.slice(0, 10))
    .sort()
    .at(-1);
  const numbers = looks.map(({ number }) => number).sort((a, b) => a - b);
  return `${suite}, look${numbers.length > 1 ? 's' : ''} ${numbers.join(', ')}, ${newest}`;
}

/** Of independent figures. */
export function difference(a: Interval, b: Interval): Interval {
  const value = a.value - b.value;
  return {
    value,
    low: value - Math.hypot(a.value - a.low, b.high - b.value),
    high: value + Math.hypot(a.high - a.value, b.value - b.low),
  };
}

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
