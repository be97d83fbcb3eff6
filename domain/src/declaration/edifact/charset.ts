import { decodeLatin1, decodeUtf8 } from '../decode.ts';
import type { ImportFaultCode, Place } from '../faults.ts';

/** What is outside of the repertoires of ISO 9735: level A has no small letters, level B has. */
const OUTSIDE: Record<string, RegExp> = {
  UNOA: /[^A-Z0-9 .,\-()/=!"%&*;<>'+:?\r\n]/,
  UNOB: /[^A-Za-z0-9 .,\-()/=!"%&*;<>'+:?\r\n]/,
  // The upper half of ISO 8859-1 begins at 160; what lies before it are controls, and in practice another character set.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  UNOC: /[\u0001-\u0008\u000e-\u001b\u007f-\u009f]/,
};
const IN_UTF8 = ['UNOY', 'UNOW'];

export type DecodedInterchange = { text: string; fault: null } | { fault: ImportFaultCode; place: Place };

/**
 * Text of an interchange in the character set that its UNB names: UNOA, UNOB (parts of ASCII), UNOC (ISO 8859-1), UNOY and UNOW
 * (UTF-8). Signs that UNA gave a meaning are allowed beside the repertoire.
 *
 * @returns `charset-unknown` for any other, `charset-repertoire` where there is a sign that the named one does not have
 */
export function decodeInterchange(bytes: Uint8Array): DecodedInterchange {
  if (bytes.includes(0)) return { fault: 'file-not-text', place: { field: '' } };
  const raw = decodeLatin1(bytes);
  const named = /UNB[^A-Za-z0-9](UNO[A-Z])/.exec(raw.slice(0, 100))?.[1];
  // Without one there is no UNB either, which whoever reads on will say.
  if (named === undefined) return { text: raw, fault: null };
  if (IN_UTF8.includes(named)) {
    const decoded = decodeUtf8(bytes);
    return decoded.fault === null ? decoded : { fault: 'charset-repertoire', place: { segment: 1, field: 'UNB.1.1' } };
  }
  const outside = OUTSIDE[named];
  if (!outside) return { fault: 'charset-unknown', place: { segment: 1, field: 'UNB.1.1' } };
  const at = outsideAt(raw, outside);
  return at < 0 ? { text: raw, fault: null } : { fault: 'charset-repertoire', place: placeAt(raw, at) };
}

/** Where the first sign outside stands; -1 where there is none. */
function outsideAt(raw: string, outside: RegExp): number {
  const allowed = signsOf(raw);
  if (![...allowed].some((sign) => outside.test(sign))) return raw.search(outside);
  for (const { 0: sign, index } of raw.matchAll(new RegExp(outside, 'g'))) if (!allowed.includes(sign)) return index;
  return -1;
}

function placeAt(raw: string, at: number): Place {
  const terminator = signsOf(raw)[5] ?? "'";
  const release = signsOf(raw)[3] ?? '?';
  let segment = raw.startsWith('UNA') ? 0 : 1;
  for (let i = 0; i < at; i++) {
    if (raw[i] === release) i += 1;
    else if (raw[i] === terminator) segment += 1;
  }
  return { segment: Math.max(1, segment), field: '' };
}

const signsOf = (raw: string): string => (raw.startsWith('UNA') ? raw.slice(3, 9) : '');
