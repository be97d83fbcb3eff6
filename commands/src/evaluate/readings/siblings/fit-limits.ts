import { judgeSiblings, SIBLING_ASPECTS, SIBLING_LIMITS, type SiblingLimits } from '@h986/domain';
import type { RenderedLot } from './suite.ts';

/** What no more than one lot in a hundred shall reach. */
const RARELY = 0.01;

/**
 * From how many deviations on a container of twelve is odd: of each rendered lot without an odd one the highest that any container reaches
 * in any draw of twelve. How aspects weigh against each other is what nine lots in ten keep to; how high they lie together is what one lot
 * in a hundred goes beyond, by the Gumbel distribution of half of them and of nine in ten. The one lot that is far out moves neither.
 */
export function fitLimits(lots: readonly RenderedLot[]): SiblingLimits {
  const draws = lots.map(({ like }) => like.map((_, left) => like.filter((_, i) => i !== left)));
  const highest = (limits: SiblingLimits, of: (one: NonNullable<ReturnType<typeof judgeSiblings>>[number]) => number) =>
    draws.map((lot) =>
      Math.max(...lot.flatMap((draw) => (judgeSiblings(draw, limits) ?? []).map((one) => of(one) || 0))),
    );
  const alone = Object.fromEntries(
    SIBLING_ASPECTS.map((aspect) => {
      const found = highest(SIBLING_LIMITS, ({ z }) => z[aspect]);
      return [aspect, { ...SIBLING_LIMITS[aspect], most: usual(found) }];
    }),
  ) as SiblingLimits;
  const together = rare(highest(alone, ({ score }) => score));
  return Object.fromEntries(
    Object.entries(alone).map(([aspect, { deviation, most }]) => [
      aspect,
      { deviation, most: Number((most * together).toPrecision(2)) },
    ]),
  ) as SiblingLimits;
}

const USUAL = 0.9;
/** What nine in ten keep to. */
const usual = (values: readonly number[]): number => keptToBy(values, USUAL);

function keptToBy(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1] as number;
}

/** What one in a hundred goes beyond, by the Gumbel distribution that a half and nine in ten of them keep to. */
function rare(values: readonly number[]): number {
  const reduced = (share: number): number => -Math.log(-Math.log(share));
  const half = keptToBy(values, 0.5);
  const scale = (usual(values) - half) / (reduced(USUAL) - reduced(0.5));
  return half + scale * (reduced(1 - RARELY) - reduced(0.5));
}
