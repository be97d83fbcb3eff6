import { errorCode } from '@h986/domain';
import type { Words } from './en.ts';

/** A code in words; a code that nobody has given words yet is shown as it is rather than hidden. */
export function wordFor(list: Readonly<Record<string, string>>, code: string): string {
  return list[code] ?? code;
}

/** An error in words, with its code where the words say little. */
export function errorWords(words: Words, error: unknown): string {
  const code = errorCode(error);
  const known = (words.error as Readonly<Record<string, string>>)[code];
  return known ?? `${words.error.unexpected} (${code})`;
}
