import type { ContainerNumber } from '../container.ts';
import type { DeclarationCandidate, DeclarationMatch } from '../declaration/match.ts';
import { type DeclaredLoad, declaredLoad, together, widest } from './declared-load.ts';

/** One way in which boxes of the picture and declared containers may belong together: for each box from the left what was declared of it. */
export type Assignment = readonly DeclaredLoad[];

export interface Assignments {
  /** All that are possible; nothing is guessed among them. None where the reason says why. */
  possible: readonly Assignment[];
  reason?: 'nothing-declared' | 'no-reading' | 'containers-unclear' | 'several-declarations';
  /** Whether it is in doubt which box is which container, not only which declaration holds. */
  orderUnclear: boolean;
}

/** More declarations of one container than this are not tried one by one. */
const MOST = 8;
/** Outer lengths by the first character of a size and type code of ISO 6346, mm. */
const LENGTH_MM: Readonly<Record<string, number>> = { 1: 2_991, 2: 6_058, 3: 9_125, 4: 12_192, L: 13_716, M: 14_630 };
/** What a box in the picture may differ in length from what is declared. */
const LENGTH_SHARE = 0.15;

/**
 * Which box of the picture is which declared container. Two boxes may stand in either order unless their lengths tell; where a container
 * has several declarations each of them is possible, and all of them together.
 *
 * @param boxesMm lengths of the boxes from the left
 */
export function assignmentsOf(
  numbers: readonly ContainerNumber[],
  boxesMm: readonly number[],
  match: DeclarationMatch,
): Assignments {
  const none = (reason: Assignments['reason']): Assignments => ({
    possible: [],
    orderUnclear: false,
    ...(reason && { reason }),
  });
  if (match.candidates.length === 0) return none('nothing-declared');
  if (boxesMm.length === 0) return none('no-reading');
  const names: readonly (ContainerNumber | null)[] = numbers.length > 0 ? numbers : [null];
  if (names.length !== boxesMm.length) return none('containers-unclear');

  const claims = names.map((number) => claimsOf(number, match.candidates, numbers));
  if (claims.some((some) => some.length === 0)) return none('nothing-declared');
  if (claims.some((some) => some.length > MOST)) return none('several-declarations');
  const orders = ordersOf(claims, boxesMm);
  return { possible: orders.flatMap((order) => product(order)), orderUnclear: orders.length > 1 };
}

/** What may have been declared of a container: by one declaration, or by all of them together. */
function claimsOf(
  number: ContainerNumber | null,
  candidates: readonly DeclarationCandidate[],
  numbers: readonly ContainerNumber[],
): DeclaredLoad[] {
  const own = candidates.filter(({ containers }) => number === null || containers.includes(number));
  const each = own.map((candidate) => declaredLoad(number, candidate, numbers));
  // Whoever tells it: a container is weighed once.
  const weighedKg = widest(each.map((one) => one.weighedKg));
  const all = each.length > 1 ? [...each, together(each)] : each;
  return all.map((one) => ({ ...one, weighedKg }));
}

function ordersOf(claims: DeclaredLoad[][], boxesMm: readonly number[]): DeclaredLoad[][][] {
  if (claims.length === 1) return [claims];
  const both = [claims, [...claims].reverse()];
  const fitting = both.filter((order) =>
    order.every((some, i) => some.every((one) => fits(one, boxesMm[i] as number))),
  );
  return fitting.length === 1 ? fitting : both;
}

function fits({ sizeType }: DeclaredLoad, boxMm: number): boolean {
  const length = LENGTH_MM[sizeType?.[0] ?? ''];
  return length === undefined || Math.abs(boxMm - length) <= LENGTH_SHARE * length;
}

function product(claims: readonly (readonly DeclaredLoad[])[]): Assignment[] {
  return claims.reduce<DeclaredLoad[][]>(
    (done, some) => done.flatMap((before) => some.map((one) => [...before, one])),
    [[]],
  );
}
