import type { Finding } from '@h986/domain';
import type { Words } from '../i18n/en.ts';
import type { Format } from '../i18n/format.ts';
import { wordFor } from '../i18n/word.ts';

/** Ratios say nothing with one decimal. */
const DECIMALS: Readonly<Record<string, number>> = { ratio: 2, inside: 2, outside: 2 };

/** Why a finding was made, with its figures. */
export function reasonOf({ reason }: Finding, words: Words, format: Format): string {
  const inWords: Readonly<Record<string, (n: string) => string>> = words.findingValue;
  // In the order of the dictionary, which reads well; the records keep no order.
  const order = Object.keys(inWords);
  const values = Object.entries(reason.values).sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  const said = values.map(([name, value]) => {
    const number = format.number(value, Number.isInteger(value) ? 0 : (DECIMALS[name] ?? 1));
    return inWords[name]?.(number) ?? `${name} ${number}`;
  });
  return [wordFor(words.findingReason, reason.code), ...said].join(' · ');
}

/** A finding as it is said aloud: which of how many, what, how sure, why, where. */
export function spokenFinding(finding: Finding, n: number, of: number, words: Words, format: Format): string {
  const w = words.review;
  const metres = (mm: number): string => format.number(mm / 1000, 1);
  return [
    w.findingOf(format.number(n), format.number(of)),
    words.findingKind[finding.kind],
    w.score(format.number(finding.score, 2)),
    reasonOf(finding, words, format),
    w.at(metres(finding.boxMm.x), metres(finding.boxMm.y)),
  ].join('. ');
}
