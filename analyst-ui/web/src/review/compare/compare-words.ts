import type { Words } from '../../i18n/en.ts';
import type { Format } from '../../i18n/format.ts';
import type { Other } from './others.ts';

/** Which other scan it is: why it is offered, its containers, when it was scanned, what was found and decided. */
export function otherWords(
  { reason, numbers, scanId, at, verdict, decision }: Other,
  words: Words,
  format: Format,
): string {
  return [
    words.compareReason[reason],
    numbers.join(' ') || scanId,
    format.instant(at),
    verdict && words.verdictKind[verdict],
    decision && words.decisionKind[decision],
  ]
    .filter(Boolean)
    .join(' · ');
}
