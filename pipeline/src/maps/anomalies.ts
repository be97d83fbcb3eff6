import { type AnomalyRule, type BoxPx, boxToMm, type Finding, type MapCard } from '@h986/domain';
import { reasonOf } from '../coarse/reason.ts';
import { type CellMap, PER_UNIT, UNJUDGED } from './cell-map.ts';
import { componentOf } from './components.ts';
import { flood } from './flood.ts';
import { probabilityOf } from './heat.ts';
import { type Mountain, mountainsOf } from './mountains.ts';
import { areSamePlace, boxOf, type Place } from './place.ts';
import { smoothed } from './smooth.ts';

/** More on one scan help nobody; the gravest are kept. */
export const ANOMALIES_MOST = 12;
/** A logit: a cell is as likely as not a part of something, so that things end here. */
const EDGE = 0;

/**
 * What a trained map shows: a finding for each mountain, the highest first, its box around all that the model holds for one thing with its
 * top; of several tops of one thing the highest speaks. Mountains and their values are those of the map smoothed over 3 x 3 cells, which is
 * what thresholds and probabilities are measured on; the box is fitted to the map itself.
 */
export function anomaliesOf(map: CellMap, card: MapCard, rule: AnomalyRule, place: Place): Finding[] {
  const from = Math.round(rule.cellFrom * PER_UNIT);
  const belowPeak = Math.round(rule.belowPeak * PER_UNIT);
  const spokenFor = new Uint8Array(map.cells.length);
  const kept: BoxPx[] = [];
  const findings: Finding[] = [];
  for (const mountain of mountainsOf(smoothed(map), map.rows, { from, belowPeak })) {
    if (mountain.cells < rule.minCells) continue;
    const core = coreOf(mountain, map, belowPeak);
    if (core.some((cell) => spokenFor[cell] === 1)) continue;
    const thing = thingOf(core, map);
    for (const cell of thing) spokenFor[cell] = 1;
    const boxPx = boxOf(componentOf(thing, map.cells, map.rows), map.firstCell, place);
    // The higher top speaks for both.
    if (kept.some((box) => areSamePlace(box, boxPx))) continue;
    kept.push(boxPx);
    const value = mountain.peak / PER_UNIT;
    const family = familyOf(core, map, card);
    findings.push({
      id: '',
      kind: 'anomaly',
      score: probabilityOf(card, value),
      boxPx,
      boxMm: boxToMm(boxPx, place.geometry),
      reason: place.coarse ? reasonOf(boxPx, place.coarse) : { code: 'unusual-texture', values: {} },
      algorithm: { name: card.name, version: card.version, digest: card.sha256 },
      alarm: { value, from: place.alarmFrom ?? rule.alarmFrom },
      ...(family && { family }),
      phantomTrained: card.phantomTrained,
    });
  }
  return findings;
}

/** The gravest anomalies, and all findings of other kinds. */
export function withoutMinor(findings: readonly Finding[]): Finding[] {
  const anomalies = findings.filter(({ kind }) => kind === 'anomaly').sort((a, b) => alarmValue(b) - alarmValue(a));
  const minor = new Set(anomalies.slice(ANOMALIES_MOST));
  return findings.filter((finding) => !minor.has(finding));
}

const alarmValue = ({ alarm, score }: Finding): number => alarm?.value ?? score;

/** The cells of a mountain that stand out by themselves, without those that smoothing has lifted. */
function coreOf({ members }: Mountain, { cells }: CellMap, belowPeak: number): number[] {
  const level = members.reduce((top, cell) => Math.max(top, cells[cell] as number), UNJUDGED) - belowPeak;
  return members.filter((cell) => (cells[cell] as number) >= level);
}

/** A core with all that hangs together with it above the edge; where the core itself lies below, the core alone. */
function thingOf(core: readonly number[], { cells, columns, rows }: CellMap): readonly number[] {
  const [start] = core.filter((cell) => (cells[cell] as number) >= EDGE * PER_UNIT);
  if (start === undefined) return core;
  const taken = new Uint8Array(cells.length);
  taken[start] = 1;
  const hanging = flood(start, columns, rows, (cell) => {
    if (taken[cell] === 1 || (cells[cell] as number) < EDGE * PER_UNIT) return false;
    taken[cell] = 1;
    return true;
  });
  return [...new Set([...core, ...hanging])];
}

/** What most of some cells look like: each votes by how sure it is of itself and of its class. */
function familyOf(members: readonly number[], { cells, kinds }: CellMap, card: MapCard): string | undefined {
  if (!kinds || !card.kind) return undefined;
  const votes = new Float64Array(card.kind.classes.length);
  for (const cell of members) {
    const kind = (kinds[2 * cell] as number) - 1;
    if (kind < 0) continue;
    const weight = probabilityOf(card, (cells[cell] as number) / PER_UNIT) * (kinds[2 * cell + 1] as number);
    votes[kind] = (votes[kind] as number) + weight;
  }
  const most = Math.max(...votes);
  return most > 0 ? card.kind.classes[votes.indexOf(most)] : undefined;
}
