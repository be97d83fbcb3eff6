import type { RealFigures } from '../real/hits.ts';
import { type Book, lastRealLook, type RealLook } from './book.ts';
import { type Cell, DECIDING, difference } from './cells.ts';

/** The map whose findings real scans are judged by: its loads are none that look empty. */
const MODEL = 'cargoseg';

/** One kind of concealment, in real goods and in phantom ones. */
export interface RealLine {
  real: RealFigures;
  /** Null where phantom goods never had a place for it. */
  phantom: RealFigures | null;
}

/** By how much fewer concealments are found in real goods than in phantom ones. */
export function fewerThanInPhantoms(book: Book): Cell | null {
  const look = lastRealLook(book, MODEL);
  const [all] = look ? linesOf(look) : [];
  if (!look || !all?.phantom) return null;
  return {
    value: difference(all.phantom.found, all.real.found),
    of: `${all.real.scans} real, ${all.phantom.scans} phantom`,
    alarms: null,
    baseline: null,
    source: sourceOf(look),
  };
}

/** Of real scans that nothing was put into: how many findings alarm on the one that has most of them. */
export function alarmsOnUntouched(book: Book): Cell | null {
  const look = lastRealLook(book, MODEL);
  if (!look) return null;
  const most = Math.max(
    ...look.untouched.map(({ findings }) => DECIDING.reduce((sum, name) => sum + (findings[name]?.alarms ?? 0), 0)),
  );
  return {
    value: { value: most, low: most, high: most },
    of: `${look.untouched.length} scans`,
    alarms: null,
    baseline: null,
    source: sourceOf(look),
  };
}

/** All together, then each kind of concealment; empty where nobody has looked. */
export function realLines(book: Book): RealLine[] {
  const look = lastRealLook(book, MODEL);
  return look ? linesOf(look) : [];
}

function linesOf({ models, phantom }: RealLook): RealLine[] {
  const there = phantom[MODEL]?.groups ?? [];
  return (models[MODEL]?.groups ?? []).map((real) => {
    return { real, phantom: there.find(({ group }) => group === real.group) ?? null };
  });
}

const sourceOf = ({ suite, date }: RealLook): string => `${suite}, ${date.slice(0, 10)}`;
