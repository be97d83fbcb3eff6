import { expect, test } from 'vitest';
import { recent } from './recent.ts';

test('the last few are remembered, the one not used longest is forgotten', async () => {
  const made: string[] = [];
  const get = recent(2, async (key: string) => made.push(key));
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await get(key);
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});

test('a failure is tried again', async () => {
  let tries = 0;
  const get = recent(2, async (_: string) => {
    tries++;
    if (tries === 1) throw new Error('away');
    return tries;
  });
  await expect(get('a')).rejects.toThrow('away');
  expect(await get('a')).toBe(2);
});
