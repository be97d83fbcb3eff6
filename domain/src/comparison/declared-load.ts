import type { ContainerNumber } from '../container.ts';
import type { DeclarationCandidate } from '../declaration/match.ts';
import type { GoodsItem } from '../declaration.ts';

/** Lowest and highest that is declared of one thing, kg: papers may contradict themselves. */
export interface DeclaredKg {
  low: number;
  high: number;
}

/** What was declared of one container, by one declaration or by several together. */
export interface DeclaredLoad {
  /** Null where the scan has no number. */
  number: ContainerNumber | null;
  /** ISO 6346, null where nobody said. */
  sizeType: string | null;
  /** Goods that lie in it and nowhere else. */
  goods: readonly GoodsItem[];
  /** Goods that lie in several containers, or nobody said in which: some of them may lie here. */
  shared: readonly GoodsItem[];
  /** Goods with their packing, without the container. */
  grossKg: DeclaredKg | null;
  /** Goods alone. */
  netKg: DeclaredKg | null;
  /** The container with what is in it; over all declarations of it. */
  weighedKg: DeclaredKg | null;
  /** That nothing is in it, and by what it was said. */
  empty: EmptyBy | null;
}

/** Two items' worth of nothing are nothing; goods of heading 8609 are the container itself. */
export type EmptyBy = 'no-goods' | 'no-packages' | 'container-itself';

/** What one declaration says of one container of the scan. */
export function declaredLoad(
  number: ContainerNumber | null,
  { source, declaration }: Pick<DeclarationCandidate, 'source' | 'declaration'>,
  /** Of the scan. */
  numbers: readonly ContainerNumber[],
): DeclaredLoad {
  const { containers, equipment = [], goods } = declaration;
  const alone = (containers.length > 0 ? containers : numbers).length <= 1;
  const own: GoodsItem[] = [];
  const shared: GoodsItem[] = [];
  for (const item of goods) {
    const named = item.containers ?? [];
    if (named.length === 0) (alone ? own : shared).push(item);
    else if (number !== null && named.includes(number)) (named.length === 1 ? own : shared).push(item);
  }
  const entry = equipment.find(({ container }) => container === number);
  const whole = alone ? declaration.grossMassKg : undefined;
  const sums = shared.length === 0 ? [sumOf(own, 'grossMassKg')] : [];
  const grossKg = rangeOf([entry?.grossMassKg, whole, ...sums]);
  const netKg = shared.length === 0 ? rangeOf([sumOf(own, 'netMassKg')]) : null;
  const nothing = source === 'filed' && own.length + shared.length === 0 && grossKg === null;
  return {
    number,
    sizeType: entry?.sizeType ?? null,
    goods: own,
    shared,
    grossKg,
    netKg,
    weighedKg: rangeOf([entry?.weighbridgeMassKg]),
    empty: nothing ? 'no-goods' : shared.length === 0 ? emptyBy(own) : null,
  };
}

/** Several declarations that hold side by side, as the consignments of a groupage container do. */
export function together(loads: readonly DeclaredLoad[]): DeclaredLoad {
  const [first] = loads as readonly [DeclaredLoad, ...DeclaredLoad[]];
  return {
    number: first.number,
    sizeType: loads.find(({ sizeType }) => sizeType)?.sizeType ?? null,
    goods: loads.flatMap(({ goods }) => goods),
    shared: loads.flatMap(({ shared }) => shared),
    grossKg: added(loads.map(({ grossKg }) => grossKg)),
    netKg: added(loads.map(({ netKg }) => netKg)),
    weighedKg: widest(loads.map(({ weighedKg }) => weighedKg)),
    empty: loads.every(({ empty }) => empty) ? first.empty : null,
  };
}

/** The hull of what is known. */
export function widest(ranges: readonly (DeclaredKg | null)[]): DeclaredKg | null {
  return rangeOf(ranges.flatMap((range) => (range ? [range.low, range.high] : [])));
}

function emptyBy(goods: readonly GoodsItem[]): EmptyBy | null {
  if (goods.length === 0) return null;
  const none = goods.every(({ packages, grossMassKg = 0 }) => packages === 0 && grossMassKg === 0);
  if (none) return 'no-packages';
  return goods.every(({ hsCode }) => hsCode.startsWith('8609')) ? 'container-itself' : null;
}

/** Null unless every item says it. */
function sumOf(goods: readonly GoodsItem[], field: 'grossMassKg' | 'netMassKg'): number | undefined {
  if (goods.length === 0 || goods.some((item) => item[field] === undefined)) return undefined;
  return goods.reduce((sum, item) => sum + (item[field] ?? 0), 0);
}

/** A mass of nothing says nothing. */
function rangeOf(masses: readonly (number | undefined)[]): DeclaredKg | null {
  const said = masses.filter((kg) => kg !== undefined && kg > 0) as number[];
  return said.length === 0 ? null : { low: Math.min(...said), high: Math.max(...said) };
}

function added(ranges: readonly (DeclaredKg | null)[]): DeclaredKg | null {
  if (ranges.some((range) => range === null)) return null;
  const known = ranges as readonly DeclaredKg[];
  return { low: known.reduce((sum, { low }) => sum + low, 0), high: known.reduce((sum, { high }) => sum + high, 0) };
}
