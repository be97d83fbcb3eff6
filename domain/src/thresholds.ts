import { z } from 'zod';
import { Sha256 } from './acquisition.ts';
import { Instant } from './order.ts';
import { pValue, safeThreshold } from './statistics/index.ts';

/** A threshold that clean scans of one kind promise. */
export const ThresholdEntry = z.object({
  /** Whose scans; null: of all scanners together. */
  scanner: z.string().nullable(),
  /** What kind of load; null: of all. */
  cargoClass: z.string().nullable(),
  cleanScans: z.number().int().positive(),
  /** So many clean scans scored above the value: see `safeRank`. */
  rank: z.number().int().nonnegative(),
  /** A scan that scores above it is suspicious. */
  value: z.number(),
});
export type ThresholdEntry = z.infer<typeof ThresholdEntry>;

/**
 * `models/<name>/<version>/thresholds.json`, or a site's own in `<data>/thresholds/<model>.json`: from which score on a model alarms, so
 * that with a confidence of 95 % no more than the stated share of clean scans does. That holds for scans like those it was made from; one
 * from phantoms promises nothing about real ones.
 */
export const ThresholdTable = z.object({
  v: z.literal(1),
  model: z.string(),
  digest: Sha256,
  falseAlarmRate: z.number().gt(0).lt(1),
  source: z.enum(['phantom', 'site']),
  made: Instant,
  entries: z.array(ThresholdEntry),
  /** Of all clean scans, ascending: with them a score has a p-value. Every so many where there were more than a thousand. */
  scores: z.array(z.number()).optional(),
});
export type ThresholdTable = z.infer<typeof ThresholdTable>;

/** What a scan is, as far as thresholds differ by it. */
export interface ThresholdKind {
  scanner: string | null;
  cargoClass: string | null;
}

/** A clean scan that a table is made from. */
export interface CleanScore extends ThresholdKind {
  score: number;
  /** Drawn for its cargo alone: among all loads together it would count too often. */
  ofCargoOnly?: boolean;
}

const SCORES_MOST = 1000;

/**
 * The entry for a scan: of its scanner and its cargo, else of its scanner, else of its cargo, else of all together. Entries with too few
 * clean scans for a promise are never made, so that the most specific one that there is holds.
 *
 * @returns null where not even all together were enough
 */
export function thresholdFor(
  { entries }: ThresholdTable,
  { scanner, cargoClass }: ThresholdKind,
): ThresholdEntry | null {
  const of = (wanted: ThresholdKind): ThresholdEntry | undefined =>
    entries.find((entry) => entry.scanner === wanted.scanner && entry.cargoClass === wanted.cargoClass);
  return (
    of({ scanner, cargoClass }) ??
    of({ scanner, cargoClass: null }) ??
    of({ scanner: null, cargoClass }) ??
    of({ scanner: null, cargoClass: null }) ??
    null
  );
}

/** The table that clean scans make: an entry for each scanner, each cargo, each pair of them and all together, where they are enough. */
export function thresholdTable(
  about: Pick<ThresholdTable, 'model' | 'digest' | 'falseAlarmRate' | 'source' | 'made'>,
  clean: readonly CleanScore[],
): ThresholdTable {
  const kinds = new Map<string, ThresholdKind>();
  const drawn = clean.filter(({ ofCargoOnly }) => !ofCargoOnly);
  for (const { scanner, cargoClass } of clean) {
    for (const kind of [
      { scanner: null, cargoClass: null },
      { scanner, cargoClass: null },
      { scanner: null, cargoClass },
      { scanner, cargoClass },
    ])
      kinds.set(JSON.stringify([kind.scanner, kind.cargoClass]), kind);
  }
  const entries = [...kinds.values()].flatMap((kind): ThresholdEntry[] => {
    const from = kind.cargoClass === null ? drawn : clean;
    const scores = from.filter((one) => isOf(one, kind)).map(({ score }) => score);
    const safe = safeThreshold(scores, about.falseAlarmRate);
    return safe ? [{ ...kind, cleanScans: scores.length, ...safe }] : [];
  });
  return { v: 1, ...about, entries, scores: thinned(drawn.map(({ score }) => score)) };
}

/** How likely a clean scan scores so high; null where the table kept no scores. */
export function pValueFor({ scores }: ThresholdTable, score: number): number | null {
  return scores && scores.length > 0 ? pValue(scores, score) : null;
}

function isOf(one: ThresholdKind, { scanner, cargoClass }: ThresholdKind): boolean {
  return (scanner === null || one.scanner === scanner) && (cargoClass === null || one.cargoClass === cargoClass);
}

/** Ascending, to a thousandth; the highest is kept whatever is left out. */
function thinned(scores: readonly number[]): number[] {
  const sorted = [...scores].sort((a, b) => a - b);
  const step = Math.max(1, Math.ceil(sorted.length / SCORES_MOST));
  return sorted.filter((_, i) => (sorted.length - 1 - i) % step === 0).map((score) => Math.round(score * 1000) / 1000);
}
