import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** What scrypt takes: its parameters as in RFC 7914. */
export interface PasswordCost {
  N: number;
  r: number;
  p: number;
}

/** 2^15 x 8 x 128 bytes: 32 MiB and some tens of milliseconds a guess (OWASP's table for scrypt, p = 3 asks more of the CPU only). */
const COST: PasswordCost = { N: 2 ** 15, r: 8, p: 3 };
/** For a password made at random, 96 bits of it or more: nobody comes to it by guessing, however quick a guess is. */
export const COST_OF_RANDOM: PasswordCost = { N: 2 ** 10, r: 8, p: 1 };
const KEY_BYTES = 32;
const MAX_MEMORY = 64 * 1024 * 1024;

/** @returns `scrypt$N$r$p$salt$key`, salt and key in base64url; the costs travel along, so that they can be raised later. */
export async function hashPassword(password: string, cost: PasswordCost = COST): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/**
 * Whether this is the password.
 *
 * @param stored as `hashPassword` made it; null for an account that does not exist, which takes as long as a password that somebody chose and is never right.
 */
export async function checkPassword(password: string, stored: string | null): Promise<boolean> {
  const [, N, r, p, salt = '', key = ''] = (stored ?? NOBODY).split('$');
  const expected = Buffer.from(key, 'base64url');
  const given = await derive(password, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) });
  return timingSafeEqual(given, expected) && stored !== null;
}

const NOBODY = [
  'scrypt',
  COST.N,
  COST.r,
  COST.p,
  'AAAAAAAAAAAAAAAAAAAAAA',
  Buffer.alloc(KEY_BYTES).toString('base64url'),
].join('$');

function derive(password: string, salt: Buffer, cost: PasswordCost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, { ...cost, maxmem: MAX_MEMORY }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
