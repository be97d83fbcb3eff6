import { type MapCard, thresholdFor } from '@h986/domain';
import { clopperPearson, type Interval } from '@h986/domain/statistics';
import { groupsOf } from './groups.ts';
import { labelOf } from './judging/map-cards.ts';
import type { ShippedModel } from './judging/open-models.ts';
import type { ScanRecord } from './judging/record.ts';
import { isClean, isFound, scoreOf } from './scores.ts';

/** What the maps that decide do together at the thresholds that ship, over a group of scans. */
export interface ShippedFigures {
  group: string;
  clean: number;
  threats: number;
  /** Of clean scans those that any map alarms on; null without one. */
  falseAlarms: Interval | null;
  /** Of scans with a threat those whose alarm lies on it; null without one. */
  found: Interval | null;
}

/**
 * Figures of the lane as it ships: an alarm of any map that decides is one of the container.
 *
 * @param records without the maps that the lane does not believe: see `believed`
 * @param models all that judge; those in the shadow raise no alarm
 */
export function asShipped(
  records: readonly ScanRecord[],
  shipped: readonly ShippedModel[],
  models: readonly MapCard[],
): ShippedFigures[] {
  const deciding = shipped.map(({ card, table }) => ({ name: labelOf(card, models), table }));
  const share = (of: readonly ScanRecord[], hit: (record: ScanRecord, name: string, above: number) => boolean) => {
    const hits = of.filter((record) =>
      deciding.some(({ name, table }) => {
        // Phantoms come from no lane.
        const entry = thresholdFor(table, { scanner: null, cargoClass: record.cargoClass });
        return entry !== null && hit(record, name, entry.value);
      }),
    );
    return of.length === 0 ? null : clopperPearson(hits.length, of.length);
  };
  const of = (group: string, members: readonly ScanRecord[]): ShippedFigures => {
    const clean = members.filter(isClean);
    const threats = members.filter((record) => !isClean(record));
    return {
      group,
      clean: clean.length,
      threats: threats.length,
      falseAlarms: share(clean, (record, name, above) => (scoreOf(record, name) ?? above) > above),
      found: share(threats, isFound),
    };
  };
  return groupsOf(records).map(({ group, members }) => of(group, members));
}
