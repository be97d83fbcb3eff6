import type { Words } from '../i18n/en.ts';
import type { Format } from '../i18n/format.ts';
import type { ReadOut } from '../viewer/index.ts';

/** What lies under the pointer, in words. */
export function readOutWords(readOut: ReadOut | null, words: Words, format: Format): string {
  if (readOut === null) return words.viewer.noReadOut;
  const share = (value: number | null): string => (value === null ? words.viewer.noData : format.percent(value));
  return words.viewer.readOut(
    format.number(readOut.line),
    format.number(readOut.channel),
    format.number(readOut.xMm / 1000, 2),
    format.number(readOut.yMm / 1000, 2),
    share(readOut.high),
    share(readOut.low),
  );
}
