import { MarkId } from '@h986/domain';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_DIGITS = 10;

/**
 * A ULID: ten characters of the time, sixteen of chance. Marks are counted in the order of their ids, and what is known of the
 * server's time may go back by half a second as more is learnt of it: so the time is always later than that of the marks that are there.
 *
 * @param atMs the server's time
 */
export function newMarkId(atMs: number, there: readonly { id: MarkId }[]): MarkId {
  const time = Math.max(Math.floor(atMs), ...there.map(({ id }) => timeOf(id) + 1));
  let id = '';
  for (let left = time, i = 0; i < TIME_DIGITS; i++, left = Math.floor(left / 32)) id = CROCKFORD[left % 32] + id;
  for (const byte of crypto.getRandomValues(new Uint8Array(16))) id += CROCKFORD[byte & 31];
  return MarkId.parse(id);
}

function timeOf(id: MarkId): number {
  return [...id.slice(0, TIME_DIGITS)].reduce((sum, digit) => sum * 32 + CROCKFORD.indexOf(digit), 0);
}
