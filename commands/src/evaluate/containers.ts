import { clopperPearson, type Interval, mean } from '@h986/domain/statistics';
import { bootstrap } from './bootstrap.ts';
import type { ScanRecord } from './judging/record.ts';
import { isClean } from './scores.ts';

/** What the locator and the encoder made of a suite's containers. */
export interface ContainerFigures {
  containers: number;
  /** Mean intersection over union of true containers and boxes; one without a box counts as 0. */
  iou: Interval;
  /** Scans with as many boxes as containers. */
  counted: Interval | null;
  /** Of clean containers whose goods are of one kind those that the encoder sees as what they are; null without one. */
  named: Interval | null;
  namedOf: number;
}

/** Null where no locator ran on any scan. */
export function containersOf(records: readonly ScanRecord[]): ContainerFigures | null {
  const seen = records.flatMap(({ containers }) => containers ?? []);
  if (seen.length === 0) return null;
  const named = records
    .filter((record) => isClean(record) && record.oddity === null)
    .flatMap(({ containers }) => containers ?? [])
    .filter(({ appearance }) => appearance !== 'mixed')
    .flatMap(({ appearance, seenAs }) => seenAs.map((one) => one === appearance));
  return {
    containers: seen.reduce((sum, { iou }) => sum + iou.length, 0),
    iou: bootstrap(seen, (drawn) => mean(drawn.flatMap(({ iou }) => iou))),
    counted: share(seen.map(({ iou, boxes }) => iou.length === boxes)),
    named: share(named),
    namedOf: named.length,
  };
}

function share(hits: readonly boolean[]): Interval | null {
  return hits.length === 0 ? null : clopperPearson(hits.filter(Boolean).length, hits.length);
}
