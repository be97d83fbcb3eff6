import { z } from 'zod';

/** Letter values of ISO 6346, annex A: 10 upwards, multiples of 11 left out. */
const LETTER_VALUE = Object.fromEntries(
  [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter, i) => [letter, 10 + i + Math.floor((i + 9) / 10)]),
);

/**
 * Check digit of a container number.
 *
 * @param stem owner code, category and serial, 10 characters, e.g. `CSQU305438`
 * @returns 0 to 9. A remainder of 10 counts as 0, so about 2 % of single-digit errors pass:
 *   a right check digit never proves an identity, it only fails to disprove it.
 * @see ISO 6346, annex A
 */
export function checkDigit(stem: string): number {
  const sum = [...stem].reduce((s, c, i) => s + (LETTER_VALUE[c] ?? Number(c)) * 2 ** i, 0);
  return (sum % 11) % 10;
}

/** A container number of ISO 6346 with a right check digit, upper case, no spaces, e.g. `CSQU3054383`. */
export const ContainerNumber = z
  .string()
  .regex(/^[A-Z]{3}[UJZ]\d{7}$/, 'container-number-shape')
  .refine((n) => checkDigit(n.slice(0, 10)) === Number(n[10]), {
    error: 'container-number-check-digit',
    // Without the shape there is no check digit to speak of: one fault, one name.
    when: (payload) => payload.issues.length === 0,
  })
  .brand<'ContainerNumber'>();
export type ContainerNumber = z.infer<typeof ContainerNumber>;
