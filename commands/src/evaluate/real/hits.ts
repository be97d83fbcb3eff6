import { reachesAlarm } from '@h986/domain';
import { clopperPearson, type Interval } from '@h986/domain/statistics';
import type { Analysed } from '../judging/analyse.ts';
import { boxesOf, nothingKnown, recordOf } from '../judging/whole-maps.ts';
import type { Projected } from './project.ts';

/** Beside a concealment this still counts as on it, px. */
const BESIDE_PX = 10;

/** How often one model finds a kind of concealment. */
export interface RealFigures {
  group: string;
  scans: number;
  /** Its highest place lies on it. */
  highest: Interval;
  /** One of its five highest does. */
  amongFive: Interval;
  /** A finding of it has its middle on it: one at its threshold, and any, whatever its score. */
  found: Interval;
  asFinding: Interval;
}

/** Whether one model found one concealment. */
export interface Hit {
  group: string;
  highest: boolean;
  amongFive: boolean;
  found: boolean;
  asFinding: boolean;
}

/** Of the model with this digest. */
export function hitOf({ result, maps }: Analysed, { mask, box }: Projected, digest: string): Omit<Hit, 'group'> {
  const map = maps.find((one) => one.model.card.sha256 === digest);
  const seen = nothingKnown(result);
  const peaks = map ? recordOf(map, { ...seen, mask, boxes: boxesOf(result, seen) }).peaks : [];
  const onIt = [...result.findings, ...(result.shadow?.findings ?? [])].filter(({ algorithm, boxPx: b }) => {
    const [x, y] = [b.x + b.w / 2, b.y + b.h / 2];
    const within = (at: number, from: number, length: number) =>
      at >= from - BESIDE_PX && at < from + length + BESIDE_PX;
    return algorithm.digest === digest && within(x, box.x, box.w) && within(y, box.y, box.h);
  });
  return {
    highest: peaks[0]?.onThreat ?? false,
    amongFive: peaks.some(({ onThreat }) => onThreat),
    found: onIt.some(reachesAlarm),
    asFinding: onIt.length > 0,
  };
}

/** All together, then each kind of concealment. */
export function groupsOf(hits: readonly Hit[]): RealFigures[] {
  const figures = (group: string, of: readonly Hit[]): RealFigures => {
    const share = (by: keyof Omit<Hit, 'group'>): Interval =>
      clopperPearson(of.filter((hit) => hit[by]).length, of.length);
    return {
      group,
      scans: of.length,
      highest: share('highest'),
      amongFive: share('amongFive'),
      found: share('found'),
      asFinding: share('asFinding'),
    };
  };
  const groups = [...new Set(hits.map(({ group }) => group))];
  return [
    figures('all', hits),
    ...groups.map((group) =>
      figures(
        group,
        hits.filter((hit) => hit.group === group),
      ),
    ),
  ];
}
