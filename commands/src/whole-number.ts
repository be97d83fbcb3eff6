import type { DomainError } from '@h986/domain';

/** A whole number that somebody typed for an option. @throws what `usage` makes of the complaint */
export function wholeNumber(
  text: string,
  option: string,
  least: number,
  usage: (message: string) => DomainError,
): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(number) && number >= least) return number;
  throw usage(`${option} is not a whole number from ${least}: ${text}`);
}
