import type { ContainerNumber } from '../container.ts';
import type { DeclarationMatch } from '../declaration/match.ts';
import type { Declaration, GoodsItem } from '../declaration.ts';
import type { Answer } from './asked.ts';
import { COMPARISON_LIMITS } from './limits.ts';
import { compareMass, type MassLimits, type SaidMass, seenMass } from './mass.ts';
import type { SeenContainer } from './seen.ts';

/**
 * The mass of all containers of a scan together against what was declared of them: all that can be said where goods span containers.
 *
 * @returns null where that, too, cannot be said: a declaration tells of other containers as well, or it is in doubt which one holds
 */
export function totalMass(
  numbers: readonly ContainerNumber[],
  boxes: readonly SeenContainer[],
  { state, candidates, undeclared }: DeclarationMatch,
  limits: MassLimits = COMPARISON_LIMITS.mass,
): Answer | null {
  const here = candidates.every(({ declaration }) => declaration.containers.every((one) => numbers.includes(one)));
  if (state !== 'one' || undeclared.length > 0 || !here || boxes.length !== numbers.length) return null;
  const said = sumOfSaid(candidates.map(({ declaration }) => massOf(declaration)));
  const masses = boxes.flatMap(({ reading, whole }) => (reading?.mass ? [seenMass(reading.mass, whole, limits)] : []));
  if (!said || masses.length !== boxes.length) return null;
  const sum = (of: (one: (typeof masses)[number]) => number): number => masses.reduce((all, one) => all + of(one), 0);
  const seen = {
    seenKg: sum(({ seenKg }) => seenKg),
    lowKg: sum(({ lowKg }) => lowKg),
    highKg: sum(({ highKg }) => highKg),
    mostKg: sum(({ mostKg }) => mostKg),
    mayHideMore: masses.some(({ mayHideMore }) => mayHideMore),
  };
  const opinion = compareMass(seen, said, 'declared', limits);
  return { observations: opinion.kind === 'differs' ? [{ ...opinion.observation, container: null }] : [] };
}

function massOf({ goods, grossMassKg }: Declaration): SaidMass | null {
  const gross = [grossMassKg, sumOf(goods, 'grossMassKg')].filter((kg) => kg !== undefined && kg > 0) as number[];
  const net = sumOf(goods, 'netMassKg') ?? 0;
  const least = net > 0 ? [...gross, net] : gross;
  if (least.length === 0) return null;
  return { atLeastKg: Math.min(...least), atMostKg: gross.length > 0 ? Math.max(...gross) : null };
}

function sumOf(goods: readonly GoodsItem[], field: 'grossMassKg' | 'netMassKg'): number | undefined {
  if (goods.length === 0 || goods.some((item) => item[field] === undefined)) return undefined;
  return goods.reduce((sum, item) => sum + (item[field] ?? 0), 0);
}

function sumOfSaid(all: readonly (SaidMass | null)[]): SaidMass | null {
  if (all.some((one) => one === null)) return null;
  const known = all as readonly SaidMass[];
  const sum = (of: (one: SaidMass) => number | null): number | null =>
    known.some((one) => of(one) === null) ? null : known.reduce((total, one) => total + (of(one) ?? 0), 0);
  return { atLeastKg: sum(({ atLeastKg }) => atLeastKg), atMostKg: sum(({ atMostKg }) => atMostKg) };
}
