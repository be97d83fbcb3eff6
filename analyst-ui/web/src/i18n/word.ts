import { errorCode } from '@h986/domain';
import { ProblemError } from '../api/call.ts';
import type { Words } from './en.ts';

/** A code in words; a code that nobody has given words yet is shown as it is rather than hidden. */
export function wordFor(list: Readonly<Record<string, string>>, code: string): string {
  return list[code] ?? code;
}

/** An error in words: what is wrong with the input where the server says so, the code where there are no words. */
export function errorWords(words: Words, error: unknown): string {
  const list: Readonly<Record<string, string>> = words.error;
  const code = errorCode(error);
  const faults = error instanceof ProblemError ? error.errors : [];
  const named = new Set(faults.flatMap((fault) => list[fault.code] ?? []));
  if (named.size > 0) return [...named].join(' ');
  return list[code] ?? `${words.error.unexpected} (${code})`;
}
