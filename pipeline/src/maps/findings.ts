import { boxToMm, type ContrastRule, type Finding, type Geometry, type LineRange, type MapCard } from '@h986/domain';
import { anomaliesOf } from './anomalies.ts';
import { type CellMap, PER_UNIT } from './cell-map.ts';
import { componentsOf } from './components.ts';
import { boxOf, type Place } from './place.ts';

/** Version of the check that the pipeline itself makes: see `integrity.ts`. */
export const INTEGRITY = { name: 'integrity', version: '1.0.0', digest: null } as const;
/** Enough to be listed, too little to call a scan suspicious: lost lines make it inconclusive by themselves. */
const LOST_SCORE = 0.3;

const REASON = { above: 'denser-than-surroundings', below: 'thinner-than-surroundings' } as const;

/** What a model's map shows by its card's rules. Ids are given later, see `numbered`. */
export function findingsOf(map: CellMap, card: MapCard, place: Place): Finding[] {
  return card.findings.flatMap((rule) =>
    rule.kind === 'anomaly' ? anomaliesOf(map, card, rule, place) : contrastsOf(map, card, rule, place),
  );
}

function contrastsOf(
  map: CellMap,
  card: MapCard,
  { kind, sign, cellFrom, scoreHalfAt, minCells }: ContrastRule,
  place: Place,
): Finding[] {
  const signed = sign === 'above' ? map.cells : map.cells.map((value) => -value);
  return componentsOf(signed, map.rows, Math.round(cellFrom * PER_UNIT))
    .filter(({ cells }) => cells >= minCells)
    .map((component): Finding => {
      const value = component.peak / PER_UNIT;
      const boxPx = boxOf(component, map.firstCell, place);
      return {
        id: '',
        kind,
        score: value / (value + scoreHalfAt),
        boxPx,
        boxMm: boxToMm(boxPx, place.geometry),
        reason: { code: REASON[sign], values: { sigmas: value, cells: component.cells } },
        algorithm: { name: card.name, version: card.version, digest: card.sha256 },
      };
    });
}

/** A finding for each run of lines that never came, so that the picture shows where. */
export function lostFindings(lost: readonly LineRange[], geometry: Geometry): Finding[] {
  return lost.map(({ from, to }): Finding => {
    const boxPx = { x: from, y: 0, w: to - from + 1, h: geometry.channels };
    return {
      id: '',
      kind: 'lines-lost',
      score: LOST_SCORE,
      boxPx,
      boxMm: boxToMm(boxPx, geometry),
      reason: { code: 'lines-lost', values: { from, to, lines: to - from + 1 } },
      algorithm: INTEGRITY,
    };
  });
}

/** Ids by position, left to right and down, so that the same scan gives the same names. */
export function numbered(findings: readonly Finding[]): Finding[] {
  return [...findings]
    .sort((a, b) => a.boxPx.x - b.boxPx.x || a.boxPx.y - b.boxPx.y || a.kind.localeCompare(b.kind))
    .map((finding, i) => ({ ...finding, id: `f${i + 1}` }));
}
