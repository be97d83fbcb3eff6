import { expect, test } from 'vitest';
import { checkPassword, hashPassword } from './password.ts';

test('a password is kept as a salted hash that only the same password opens', async () => {
  const stored = await hashPassword('correct horse battery');
  expect(stored).toMatch(/^scrypt\$32768\$8\$3\$/);
  expect(stored).not.toContain('horse');
  expect(await hashPassword('correct horse battery')).not.toBe(stored);
  expect(await checkPassword('correct horse battery', stored)).toBe(true);
  expect(await checkPassword('correct horse batterz', stored)).toBe(false);
});

test('nobody’s password is never right, not even the one that the dummy stands for', async () => {
  expect(await checkPassword('', null)).toBe(false);
});
