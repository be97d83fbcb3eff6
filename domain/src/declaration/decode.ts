import type { ImportFaultCode } from './faults.ts';

/** A file of declarations is a few pages; a manifest of a great ship some thousand. */
export const MAX_FILE_BYTES = 4 * 1024 * 1024;

export type Decoded = { text: string; fault: null } | { fault: ImportFaultCode };

/**
 * Text of a file in UTF-8, with or without a byte order mark.
 *
 * @returns `file-not-text` for what holds zero bytes (an archive, a picture, UTF-16), `file-encoding` for what is not UTF-8
 */
export function decodeUtf8(bytes: Uint8Array): Decoded {
  const fault = sizeFault(bytes);
  if (fault) return { fault };
  if (bytes.includes(0)) return { fault: 'file-not-text' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), fault: null };
  } catch {
    return { fault: 'file-encoding' };
  }
}

/** Looked at before anything is made of the file. */
export function sizeFault(bytes: Uint8Array): ImportFaultCode | null {
  if (bytes.length === 0) return 'file-empty';
  return bytes.length > MAX_FILE_BYTES ? 'file-too-large' : null;
}

/** ISO 8859-1, byte for byte: not what browsers call latin1, which is Windows-1252. */
export function decodeLatin1(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return parts.join('');
}
