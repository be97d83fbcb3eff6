import type { ModelCard } from '@h986/domain';
import type { Interval } from '@h986/domain/statistics';
import type { ShippedFigures } from '../as-shipped.ts';
import type { Basis } from '../basis.ts';
import type { ContainerFigures } from '../containers.ts';
import type { Cost } from '../cost.ts';
import type { CurvePoint } from '../curves.ts';
import type { GroupFigures } from '../figures.ts';
import type { FoundBoxFigures } from '../found-boxes.ts';
import { FUSION } from '../fused.ts';
import type { LedgerLine } from '../ledger.ts';
import type { RealReport } from '../real/evaluate-real.ts';

/** A line of the ledger that a suite of scans has written; what came later to be measured is missing from earlier ones. */
export interface Look {
  suite: string;
  date: string;
  seed: number;
  scans: number;
  refused: Record<string, number>;
  cost: Partial<Cost>;
  /** Earlier looks do not say it. */
  basis?: Basis;
  containers?: ContainerFigures | null;
  foundBoxes?: FoundBoxFigures | null;
  asShipped?: readonly ShippedFigures[];
  models: Record<string, { sha256: string; groups: readonly GroupFigures[]; curves: readonly CurvePoint[] }>;
}

/** A line of the ledger that the suite of real scans has written. */
export interface RealLook extends RealReport {
  suite: string;
  date: string;
  basis: Basis;
}

/** All that is known of the models that ship: the ledger and the cards. */
export interface Book {
  looks: readonly Look[];
  /** Of those that say which thresholds they went by: earlier ones counted by boxes of another kind. */
  real: readonly RealLook[];
  cards: readonly ModelCard[];
  basis: Basis;
}

/** @param lines of the ledger; those of what is read of loads have figures of other kinds and are left out */
export function openBook(lines: readonly LedgerLine[], cards: readonly ModelCard[], basis: Basis): Book {
  return {
    looks: lines.filter((line) => 'cost' in line) as unknown as Look[],
    real: lines.filter((line) => 'untouched' in line && 'basis' in line) as unknown as RealLook[],
    cards,
    basis,
  };
}

/** Files whose figures are those of the model that ships. The fused risk goes by the file of `cargoseg`, which it was fitted on. */
function digestsOf({ cards }: Book, model: string): readonly string[] {
  const card = cards.find(({ name }) => name === (model === FUSION ? 'cargoseg' : model));
  return card ? [card.sha256, ...(card.sameWeightsAs ?? [])] : [];
}

/** Whether a look was taken with the thresholds that ship; one that does not say counts by its weights alone. */
export function byTheseThresholds({ basis }: Book, look: Pick<Look, 'basis'>): boolean {
  const { thresholds } = look.basis ?? basis;
  return Object.entries(basis.thresholds).every(([name, digest]) => !thresholds[name] || thresholds[name] === digest);
}

/** Whether a look was taken with this locator and this encoder. */
export function byTheseReaders({ basis, cards }: Book, look: Look): boolean {
  const readers = cards.filter(({ job }) => job === 'locator' || job === 'encoder').map(({ name }) => name);
  return look.basis === undefined || readers.every((name) => look.basis?.models[name] === basis.models[name]);
}

/** Whether a look's fused risk is the one that ships; one that does not say was taken before maps of some loads alone could raise it. */
export function byThisFusion({ basis }: Book, look: Look): boolean {
  return look.basis?.fusion === basis.fusion;
}

/** A look and its number among all at its suite, from 1 on. */
export interface Numbered {
  look: Look;
  number: number;
}

/**
 * The looks at a suite by models as they ship that tell something, the longest first, of equally long ones the newest: no scan counts twice, of
 * looks at the same scans the first one does.
 */
export function looksApart(
  book: Book,
  suite: string,
  models: readonly string[],
  tells: (look: Look) => boolean = () => true,
): Numbered[] {
  const known = models.map((name) => ({ name, digests: digestsOf(book, name) }));
  const apart: Numbered[] = [];
  const looks = book.looks
    .filter((look) => look.suite === suite)
    .map((look, i) => ({ look, number: i + 1 }))
    .filter(({ look }) => known.every(({ name, digests }) => digests.includes(look.models[name]?.sha256 ?? '')))
    .filter(({ look }) => tells(look))
    .toSorted((a, b) => b.look.scans - a.look.scans || b.number - a.number);
  for (const one of looks) if (apart.every(({ look }) => !overlap(look, one.look))) apart.push(one);
  return apart;
}

/** The first of them; null where there is none. */
export function longestLook(
  book: Book,
  suite: string,
  model: string,
  tells?: (look: Look) => boolean,
): Numbered | null {
  return looksApart(book, suite, [model], tells)[0] ?? null;
}

/** Scans that could not be made have a seed as well. */
const seedsOf = ({ scans, refused }: Look): number => scans + Object.values(refused).reduce((sum, n) => sum + n, 0);

const overlap = (a: Look, b: Look): boolean => a.seed < b.seed + seedsOf(b) && b.seed < a.seed + seedsOf(a);

/** The last look at real scans by a model as it ships; null where there is none. */
export function lastRealLook(book: Book, model: string): RealLook | null {
  const known = digestsOf(book, model);
  const looks = book.real.filter(
    (look) => known.includes(look.models[model]?.sha256 ?? '') && byTheseThresholds(book, look),
  );
  return looks.at(-1) ?? null;
}

export function groupOf(look: Look, model: string, group: string): GroupFigures | null {
  return look.models[model]?.groups.find((one) => one.group === group) ?? null;
}

/** How often something happened, from a share that was rounded to four digits. */
export function countOf({ value }: Interval, of: number): number {
  return Math.round(value * of);
}
