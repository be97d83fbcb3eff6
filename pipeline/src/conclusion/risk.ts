import {
  areaFrom,
  calibrated,
  countLost,
  type FusedRisk,
  type FusionCard,
  fuse,
  type MapCard,
  type Seal,
} from '@h986/domain';
import { type CellMap, PER_UNIT, UNJUDGED } from '../maps/cell-map.ts';
import { smoothed } from '../maps/smooth.ts';

/** The second place is at least so many cells from the first, in either direction. */
const APART_CELLS = 8;

/**
 * A scan's risk from what a trained map shows in the containers. What the declaration would add is not known here and counts as nothing.
 *
 * @returns undefined where nothing in the containers was judged
 */
export function riskOf(
  fusion: FusionCard,
  map: CellMap,
  card: Pick<MapCard, 'findings'>,
  { lines, linesLost }: Pick<Seal, 'lines' | 'linesLost'>,
): FusedRisk | undefined {
  const [first, second] = topsOf(smoothed(map), map.rows);
  if (first === undefined) return undefined;
  const from = areaFrom(card) * PER_UNIT;
  const input = {
    strongestAnomaly: first / PER_UNIT,
    secondAnomaly: (second ?? first) / PER_UNIT,
    anomalousCells: map.cells.reduce((count, value) => count + (value !== UNJUDGED && value >= from ? 1 : 0), 0),
    declarationMismatch: 0,
    emptiesResidual: 0,
    qualityDoubt: lines > 0 ? countLost(linesLost) / lines : 1,
  };
  return fuse(input, fusion);
}

/** Probability that a map gives its highest place; 0 where nothing was judged, or its card knows of none. */
export function highestProbability(map: CellMap, card: Pick<MapCard, 'calibration'>): number {
  const cells = smoothed(map);
  const top = cells[highest(cells, () => true)];
  return (top === undefined ? null : calibrated(card, top / PER_UNIT)) ?? 0;
}

/** The highest cell, and the highest that lies apart from it. */
function topsOf(cells: Int16Array, rows: number): number[] {
  const first = highest(cells, () => true);
  if (first < 0) return [];
  const [column, row] = [Math.floor(first / rows), first % rows];
  const second = highest(cells, (cell) => {
    return Math.abs(Math.floor(cell / rows) - column) > APART_CELLS || Math.abs((cell % rows) - row) > APART_CELLS;
  });
  return [first, second].flatMap((cell) => (cell < 0 ? [] : [cells[cell] as number]));
}

function highest(cells: Int16Array, counts: (cell: number) => boolean): number {
  let best = -1;
  for (let cell = 0; cell < cells.length; cell++) {
    const value = cells[cell] as number;
    if (value === UNJUDGED || (best >= 0 && value <= (cells[best] as number)) || !counts(cell)) continue;
    best = cell;
  }
  return best;
}
