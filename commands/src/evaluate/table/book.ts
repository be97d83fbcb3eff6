import type { ModelCard } from '@h986/domain';
import type { Interval } from '@h986/domain/statistics';
import type { ShippedFigures } from '../as-shipped.ts';
import type { ContainerFigures } from '../containers.ts';
import type { Cost } from '../cost.ts';
import type { CurvePoint } from '../curves.ts';
import type { GroupFigures } from '../figures.ts';
import { FUSION } from '../fused.ts';
import type { LedgerLine } from '../ledger.ts';

/** A line of the ledger that a suite of scans has written; what came later to be measured is missing from earlier ones. */
export interface Look {
  suite: string;
  date: string;
  seed: number;
  scans: number;
  cost: Partial<Cost>;
  containers?: ContainerFigures | null;
  asShipped?: readonly ShippedFigures[];
  models: Record<string, { sha256: string; groups: readonly GroupFigures[]; curves: readonly CurvePoint[] }>;
}

/** All that is known of the models that ship: the ledger and the cards. */
export interface Book {
  looks: readonly Look[];
  cards: readonly ModelCard[];
}

/** @param lines of the ledger; those of what is read of loads have figures of other kinds and are left out */
export function openBook(lines: readonly LedgerLine[], cards: readonly ModelCard[]): Book {
  return { looks: lines.filter((line) => 'cost' in line) as unknown as Look[], cards };
}

/** Files whose figures are those of the model that ships. The fused risk is the one of `cargoseg`. */
function digestsOf({ cards }: Book, model: string): readonly string[] {
  const card = cards.find(({ name }) => name === (model === FUSION ? 'cargoseg' : model));
  return card ? [card.sha256, ...(card.sameWeightsAs ?? [])] : [];
}

/** The newest look at a suite by a model as it ships, its number among all looks at this suite from 1 on; null where there is none. */
export function newestLook(book: Book, suite: string, model: string): { look: Look; number: number } | null {
  const known = digestsOf(book, model);
  const looks = book.looks.filter((look) => look.suite === suite);
  const at = looks.findLastIndex(({ models }) => known.includes(models[model]?.sha256 ?? ''));
  const look = looks[at];
  return look ? { look, number: at + 1 } : null;
}

/** Looks at scans that were judged by all these models as they ship, no scan twice. */
export function looksApart(book: Book, suite: string, models: readonly string[]): Look[] {
  const whole = book.looks
    .filter((look) => look.suite === suite && look.asShipped !== undefined)
    .filter((look) => models.every((name) => digestsOf(book, name).includes(look.models[name]?.sha256 ?? '')))
    .toSorted((a, b) => a.seed - b.seed || b.scans - a.scans);
  const apart: Look[] = [];
  for (const look of whole) {
    const last = apart.at(-1);
    if (!last || look.seed >= last.seed + last.scans) apart.push(look);
  }
  return apart;
}

export function groupOf(look: Look, model: string, group: string): GroupFigures | null {
  return look.models[model]?.groups.find((one) => one.group === group) ?? null;
}

/** How often something happened, from a share that was rounded to four digits. */
export function countOf({ value }: Interval, of: number): number {
  return Math.round(value * of);
}
