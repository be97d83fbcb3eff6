import { declaredLoad } from '../comparison/declared-load.ts';
import type { ContainerNumber } from '../container.ts';
import type { Declaration } from '../declaration.ts';
import { median } from './robust.ts';

/** What the shares of single goods among a container's packages may differ by from the others', for a mean package to be the same. */
const SAME_MIX = 0.05;

/**
 * How many packages were declared for each container of a lot: those of goods that lie in it and nowhere else. Null where that was not said
 * of all its goods, where two declarations name it, and where its goods are mixed otherwise than in the others, so that a package of it
 * may well weigh something else.
 */
export function declaredPackages(
  numbers: readonly ContainerNumber[],
  declarations: readonly Declaration[],
): Map<ContainerNumber, number | null> {
  const comparable = comparablePackages(numbers.map((number) => mixOf(number, declarations)));
  return new Map(numbers.map((number, i) => [number, comparable[i] as number | null]));
}

/** Packages by HS subheading. */
export type PackageMix = ReadonlyMap<string, number>;

/** All packages of each container whose goods are mixed as those of the others are; null for those whose are not, or are not known. */
export function comparablePackages(mixes: readonly (PackageMix | null)[]): (number | null)[] {
  const codes = [...new Set(mixes.flatMap((mix) => [...(mix?.keys() ?? [])]))];
  const shares = (mix: PackageMix): number[] => codes.map((code) => (mix.get(code) ?? 0) / totalOf(mix));
  const known = mixes.flatMap((mix) => (mix ? [shares(mix)] : []));
  const usual = codes.map((_, i) => median(known.map((one) => one[i] as number)));
  return mixes.map((mix) => {
    const alike = mix && shares(mix).every((share, i) => Math.abs(share - (usual[i] as number)) <= SAME_MIX);
    return alike ? totalOf(mix) : null;
  });
}

const totalOf = (mix: PackageMix): number => [...mix.values()].reduce((sum, packages) => sum + packages, 0);

function mixOf(number: ContainerNumber, declarations: readonly Declaration[]): PackageMix | null {
  const [only, second] = declarations.filter(({ containers }) => containers.includes(number));
  if (!only || second) return null;
  const { goods, shared } = declaredLoad(number, { source: 'filed', declaration: only }, [number]);
  if (shared.length > 0) return null;
  const mix = new Map<string, number>();
  for (const { hsCode, packages } of goods) {
    if (!packages) return null;
    const code = hsCode.slice(0, 6);
    mix.set(code, (mix.get(code) ?? 0) + packages);
  }
  return mix.size > 0 ? mix : null;
}
