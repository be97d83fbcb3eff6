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

/** What is known of the kind of a scan's load: see `cargoClassOf` and `emptyLeadOf`. */
export interface LoadKind {
  cargoClass: CargoClass | null;
  emptyLead: number | null;
}

export function loadKindOf(containers: readonly Pick<LocatedContainer, 'load'>[] | undefined): LoadKind {
  return { cargoClass: cargoClassOf(containers), emptyLead: emptyLeadOf(containers) };
}

/**
 * By how much a scan's containers look rather empty than anything else to the encoder: the logit of `empty` less the highest other one, below
 * zero where something else is likelier. Of two containers the smaller lead says it.
 *
 * @returns null where no container was found or no encoder ran that knows of empty ones
 */
export function emptyLeadOf(containers: readonly Pick<LocatedContainer, 'load'>[] | undefined): number | null {
  const leads = (containers ?? []).map(({ load }): number => {
    if (!load) return Number.NaN;
    const at = load.classes.findIndex(({ name }) => name === 'empty');
    return (load.appearance[at] ?? Number.NaN) - Math.max(...load.appearance.filter((_, i) => i !== at));
  });
  const lead = Math.min(...leads);
  return Number.isFinite(lead) ? lead : null;
}
