import { type BoxPx, intersectionOverUnion, type LocatedContainer } from '@h986/domain';
import { z } from 'zod';

/** What locator and encoder said of a scan's containers, and what is true. */
export const SeenContainers = z.object({
  /** Of each true container the greatest intersection over union with any box. */
  iou: z.array(z.number()),
  /** How many boxes there were. */
  boxes: z.number().int(),
  /** What its goods look like, as `APPEARANCES` has it. */
  appearance: z.string(),
  /** What each box's load looks like most to the encoder. */
  seenAs: z.array(z.string()),
});
export type SeenContainers = z.infer<typeof SeenContainers>;

/** @returns null where no locator ran */
export function seenContainers(
  found: readonly Pick<LocatedContainer, 'boxPx' | 'load'>[] | undefined,
  truth: readonly BoxPx[],
  appearance: string,
): SeenContainers | null {
  if (!found) return null;
  return {
    iou: truth.map((box) => Math.max(0, ...found.map(({ boxPx }) => intersectionOverUnion(box, boxPx)))),
    boxes: found.length,
    appearance,
    seenAs: found.flatMap(({ load }) => (load && load.appearance.length > 0 ? [likeliest(load)] : [])),
  };
}

function likeliest({ appearance, classes }: NonNullable<LocatedContainer['load']>): string {
  return classes[appearance.indexOf(Math.max(...appearance))]?.name ?? '';
}
