import type { ContainerNumber } from '../../container.ts';
import type { DeclarationCandidate, DeclarationMatch } from '../../declaration/match.ts';
import { Declaration, type GoodsItem } from '../../declaration.ts';
import type { EmptinessReading, MassReading } from '../../load/reading.ts';
import { agreed, type Rule } from '../agreed.ts';
import { assignmentsOf } from '../assignments.ts';
import { type DeclaredLoad, declaredLoad } from '../declared-load.ts';
import type { SeenContainer } from '../seen.ts';

/** Containers and declarations as small as they can be, for the tests of rules. */

export const A = 'CSQU3054383' as ContainerNumber;
export const B = 'MSKU0000006' as ContainerNumber;

export const tea = (more: Partial<GoodsItem> = {}): GoodsItem => ({
  description: 'green tea',
  hsCode: '090210',
  ...more,
});

export function candidate(declaration: object = {}, more: Partial<DeclarationCandidate> = {}): DeclarationCandidate {
  const full = Declaration.parse({ reference: 'D', containers: [A], goods: [], ...declaration });
  return { source: 'filed', version: 1, containers: full.containers, late: false, declaration: full, ...more };
}

export function match(...candidates: DeclarationCandidate[]): DeclarationMatch {
  const counts = new Map<string, number>();
  for (const number of candidates.flatMap(({ containers }) => containers)) {
    counts.set(number, (counts.get(number) ?? 0) + 1);
  }
  const several = [...counts.values()].some((count) => count > 1);
  return { state: candidates.length === 0 ? 'none' : several ? 'several' : 'one', candidates, undeclared: [] };
}

/** What a declaration says of container A, the scan's only one. */
export const declared = (declaration: object = {}, more: Partial<DeclarationCandidate> = {}): DeclaredLoad =>
  declaredLoad(A, candidate(declaration, more), [A]);

export const box = (reading: object = {}, more: Partial<SeenContainer> = {}): SeenContainer => ({
  boxPx: { x: 100, y: 50, w: 800, h: 400 },
  lengthMm: 12_192,
  reading: { boxPx: { x: 100, y: 50, w: 800, h: 400 }, ...reading },
  whole: true,
  ...more,
});

export const mass = (value: number, more: Partial<MassReading> = {}): MassReading => ({
  cargoKg: { value, low: 0.9 * value, high: 1.1 * value },
  tareKg: 4_000,
  opaqueShare: 0,
  opaqueExtraKg: 0,
  ...more,
});

export const emptiness = (state: EmptinessReading['state'], residualKg: number): { emptiness: EmptinessReading } => ({
  emptiness: {
    state,
    residualKg,
    strength: residualKg / 10,
    places: residualKg > 0 ? [{ boxPx: { x: 300, y: 300, w: 20, h: 10 }, massKg: residualKg }] : [],
  },
});

/** What a rule says of boxes from the left, whichever of the candidates holds. */
export const askAll = (
  rule: Rule,
  boxes: SeenContainer[],
  candidates: DeclarationCandidate[],
  numbers: ContainerNumber[] = [A],
) =>
  agreed(
    rule,
    boxes,
    assignmentsOf(
      numbers,
      boxes.map(({ lengthMm }) => lengthMm),
      match(...candidates),
    ),
  );
