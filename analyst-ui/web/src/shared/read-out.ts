import type { Words } from '../i18n/en.ts';
import type { Format } from '../i18n/format.ts';
import type { ReadOut } from '../viewer/index.ts';

/** What lies under the pointer, in words. */
export function readOutWords(readOut: ReadOut | null, words: Words, format: Format): string {
  if (readOut === null) return words.viewer.noReadOut;
  const share = (value: number | null): string => (value === null ? words.viewer.noData : format.percent(value));
  const place = words.viewer.readOut(
    format.number(readOut.line),
    format.number(readOut.channel),
    format.number(readOut.xMm / 1000, 2),
    format.number(readOut.yMm / 1000, 2),
    share(readOut.high),
    share(readOut.low),
  );
  // The class by name: colour is never all that tells.
  const material = readOut.material === null ? [] : [words.viewer.materials[readOut.material]];
  const steel = readOut.steelMm === null ? [] : [words.viewer.steel(format.number(readOut.steelMm))];
  return [place, ...material, ...steel].join(' · ');
}
