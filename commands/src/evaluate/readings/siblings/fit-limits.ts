import { judgeSiblings, SIBLING_ASPECTS, SIBLING_LIMITS, type SiblingLimits } from '@h986/domain';
import type { RenderedLot } from './suite.ts';

/** What no more than one lot in a hundred shall reach. */
const RARELY = 0.01;
/** Euler's constant: the mean of a standard Gumbel distribution. */
const EULER = 0.5772;

/**
 * From how many deviations on a container of twelve is odd: of each rendered lot without an odd one the highest that any container reaches
 * in any draw of twelve. How aspects weigh against each other is what nine lots in ten keep to, which the one lot that is far out does not
 * move; how high they lie together is what one lot in a hundred goes beyond, by a Gumbel distribution.
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

/** What nine in ten keep to. */
function usual(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(0.9 * sorted.length) - 1] as number;
}

/** What one in a hundred goes beyond, by a Gumbel distribution of their mean and standard deviation. */
function rare(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  const scale = Math.sqrt(6 * variance) / Math.PI;
  return mean - EULER * scale - scale * Math.log(-Math.log(1 - RARELY));
}
