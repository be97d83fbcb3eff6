import { type AnomalyRule, type BoxPx, boxToMm, type Finding, type MapCard } from '@h986/domain';
import { reasonOf } from '../coarse/reason.ts';
import { type CellMap, PER_UNIT, UNJUDGED } from './cell-map.ts';
import { componentOf } from './components.ts';
import { flood } from './flood.ts';
import { probabilityOf } from './heat.ts';
import { type Mountain, mountainsOf } from './mountains.ts';
import { boxOf, liesIn, type Place } from './place.ts';
import { smoothed } from './smooth.ts';

/** More on one scan help nobody; the gravest are kept. */
export const ANOMALIES_MOST = 12;
/** A logit: from here on training calls a cell a part of something. Things end where it falls below. */
const EDGE = 0;

/**
 * What a trained map shows: a finding for each mountain, the highest first, its box around all that hangs together with it above the edge;
 * of several tops in one thing the highest speaks. Mountains and their values are those of the map smoothed over 3 x 3 cells, which is what
 * thresholds and probabilities are measured on; the box is fitted to the map itself.
 */
export function anomaliesOf(map: CellMap, card: MapCard, rule: AnomalyRule, place: Place): Finding[] {
  const from = Math.round(rule.cellFrom * PER_UNIT);
  const belowPeak = Math.round(rule.belowPeak * PER_UNIT);
  const alarmFrom = place.alarmFrom ?? rule.alarmFrom;
  const smooth = smoothed(map);
  const spokenFor = new Uint8Array(map.cells.length);
  const kept: BoxPx[] = [];
  const findings: Finding[] = [];
  for (const mountain of mountainsOf(smooth, map.rows, { from, belowPeak })) {
    if (mountain.cells < rule.minCells) continue;
    const core = coreOf(mountain, map, belowPeak);
    if (spokenFor[topOf(core, map)] === 1) continue;
    const thing = thingOf(core, map, smooth);
    const seen = thing.filter((cell) => (map.cells[cell] as number) >= EDGE * PER_UNIT);
    const boxPx = boxOf(componentOf([...core, ...seen], map.cells, map.rows), map.firstCell, place);
    const value = mountain.peak / PER_UNIT;
    // What alarms is told, wherever it lies; of the rest a box that lies in another one tells nobody anything.
    if (value < alarmFrom && kept.some((box) => liesIn(boxPx, box))) continue;
    kept.push(boxPx);
    for (const cell of [...core, ...thing]) spokenFor[cell] = 1;
    const family = familyOf(core, map, card);
    findings.push({
      id: '',
      kind: 'anomaly',
      score: probabilityOf(card, value),
      boxPx,
      boxMm: boxToMm(boxPx, place.geometry),
      reason: place.coarse ? reasonOf(boxPx, place.coarse) : { code: 'unusual-texture', values: {} },
      algorithm: { name: card.name, version: card.version, digest: card.sha256 },
      alarm: { value, from: alarmFrom },
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

const topOf = (core: readonly number[], { cells }: CellMap): number =>
  core.reduce((top, cell) => ((cells[cell] as number) > (cells[top] as number) ? cell : top));

/** All that hangs together with a core at or above the edge, by the map or by the smooth one, which closes gaps of a cell. */
function thingOf(core: readonly number[], { cells, columns, rows }: CellMap, smooth: Int16Array): number[] {
  const taken = new Uint8Array(cells.length);
  const take = (cell: number): boolean => {
    if (taken[cell] === 1 || Math.max(cells[cell] as number, smooth[cell] as number) < EDGE * PER_UNIT) return false;
    taken[cell] = 1;
    return true;
  };
  return core.flatMap((cell) => (take(cell) ? flood(cell, columns, rows, take) : []));
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
