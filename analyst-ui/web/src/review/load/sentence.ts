import type { Observation } from '@h986/domain';
import type { Words } from '../../i18n/en.ts';
import type { Format } from '../../i18n/format.ts';
import { wordFor } from '../../i18n/word.ts';
import { kilograms } from './kilograms.ts';

/** An observation as a sentence with its figures. One whose figures are not those that its sentence wants is told by title and figures. */
export function sentenceOf(observation: Observation, words: Words, format: Format): string {
  const figures = figuresOf(observation, words, format);
  const sentences: Readonly<Record<string, (figures: Record<string, string>) => string>> = words.observationSaid;
  const say = sentences[variantOf(observation)];
  let missing = false;
  const said = say?.(
    new Proxy(figures, {
      get(target, name: string) {
        if (name in target) return target[name];
        missing = true;
        return '?';
      },
    }),
  );
  if (said !== undefined && !missing) return said;
  const listed = Object.entries(figures).map(([name, text]) => `${name} ${text}`);
  const title = wordFor(words.observation, observation.code);
  return listed.length > 0 ? `${title} (${listed.join(', ')})` : title;
}

/** One code may rest on several things; each has its sentence. */
function variantOf({ code, values, names }: Observation): string {
  if (code === 'odd-among-siblings') return siblingVariant(code, values.sign, names.aspect);
  if (code !== 'declared-loaded-but-empty') return code;
  if (names.looksLike !== undefined) return `${code}:looks`;
  return values.declaredKg === undefined ? `${code}:no-mass` : code;
}

/** By what differs, and which way. Earlier versions had other aspects and no sign: theirs is the general sentence. */
function siblingVariant(code: string, sign: number | undefined, aspect: string | undefined): string {
  if (sign === undefined || aspect === undefined) return code;
  if (sign === 0) return `${code}:${aspect}`;
  return `${code}:${aspect}-${sign < 0 ? 'less' : 'more'}`;
}

/** Figures with their units, which are the ends of their names, and names in words. */
function figuresOf({ values, names }: Observation, words: Words, format: Format): Record<string, string> {
  const numbers = Object.entries(values).map(([name, value]) => [name, figureText(name, value, format)]);
  return Object.fromEntries([
    ...numbers,
    ...Object.entries(names).map(([name, value]) => [name, nameText(name, value, words)]),
  ]);
}

/** Shares of one that are not called so. */
const SHARES = ['confidence', 'difference'];

function figureText(name: string, value: number, format: Format): string {
  if (name.endsWith('Kg')) return kilograms(value, format);
  // Whole per cents: readings have no more.
  if (name.endsWith('Share') || SHARES.includes(name)) return format.percent(Math.round(100 * value) / 100);
  if (name.endsWith('GCm3')) return `${format.number(value, 2)} g/cm³`;
  if (name.endsWith('GCm2')) return `${format.number(value)} g/cm²`;
  if (name.endsWith('M2')) return `${format.number(value, 2)} m²`;
  if (name.endsWith('Mm')) return `${format.number(value)} mm`;
  return format.number(value, Number.isInteger(value) ? 0 : 2);
}

function nameText(name: string, value: string, words: Words): string {
  const lists: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    looksLike: words.appearance,
    first: words.appearance,
    by: words.emptyBy,
    side: words.side,
    figure: words.qualityFigure,
    aspect: words.aspect,
  };
  return wordFor(lists[name] ?? {}, value);
}
