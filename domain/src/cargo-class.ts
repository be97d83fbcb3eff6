import type { LocatedContainer } from './result.ts';

/**
 * Kinds of loads whose clean scans score so far apart that one of them alone would make the threshold of all. In empty containers hardly
 * anything stands high; cars that are declared look like cars that are hidden.
 */
export const CARGO_CLASSES = ['empty', 'cars', 'other'] as const;
export type CargoClass = (typeof CARGO_CLASSES)[number];

/**
 * What a scan's containers look like to the encoder: the kind of its load as far as thresholds differ by it. Of two containers the one whose
 * kind scores higher says it. Since it is the picture's word and not the declaration's, nobody can choose a threshold by what he declares.
 *
 * @returns null where no container was found or no encoder ran
 */
export function cargoClassOf(containers: readonly Pick<LocatedContainer, 'load'>[] | undefined): CargoClass | null {
  const classes = (containers ?? []).map(({ load }): CargoClass | null => {
    if (!load || load.appearance.length === 0) return null;
    const likeliest = load.classes[load.appearance.indexOf(Math.max(...load.appearance))]?.name;
    return CARGO_CLASSES.find((one) => one === likeliest) ?? 'other';
  });
  if (classes.length === 0 || classes.includes(null)) return null;
  return (['cars', 'other', 'empty'] as const).find((one) => classes.includes(one)) ?? null;
}
