import { MarkId } from '@h986/domain';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A ULID: ten characters of the time, sixteen of chance. @param atMs the server's time */
export function newMarkId(atMs: number): MarkId {
  let id = '';
  for (let left = Math.floor(atMs), i = 0; i < 10; i++, left = Math.floor(left / 32)) id = CROCKFORD[left % 32] + id;
  for (const byte of crypto.getRandomValues(new Uint8Array(16))) id += CROCKFORD[byte & 31];
  return MarkId.parse(id);
}
