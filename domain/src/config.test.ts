import { expect, test } from 'vitest';
import { z } from 'zod';
import { readConfig } from './config.ts';

test('every bad variable is named at once', () => {
  const schema = z.object({ PORT: z.coerce.number().int(), LANE: z.string(), OK: z.string().default('fine') });
  expect(() => readConfig(schema, { PORT: 'x', OK: '' })).toThrow(/PORT.*LANE/);
  expect(readConfig(schema, { PORT: '1', LANE: 'a', OK: '' })).toEqual({ PORT: 1, LANE: 'a', OK: 'fine' });
});
