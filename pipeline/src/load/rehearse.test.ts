import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { NO_TABLES, readMaterialTables } from '../material/read-tables.ts';
import { rehearse } from './rehearse.ts';

const models = fileURLToPath(new URL('../../../models', import.meta.url));
const statesOf = async (tables: Parameters<typeof rehearse>[0]['tables']) =>
  Object.fromEntries((await rehearse({ tables })).map(({ name, state }) => [name, state]));

test('a rehearsal goes through every analysis that a real load would, but for the one that wants the pixels themselves', async () => {
  const { quality, ...others } = await statesOf(await readMaterialTables(models, null));
  expect(quality).toBe('not-applicable');
  expect(Object.values(others)).toEqual(['ran', 'ran', 'ran', 'ran', 'ran']);
});

test('a site without tables rehearses what needs none', async () => {
  expect(await statesOf(NO_TABLES)).toMatchObject({ materials: 'not-applicable', hiding: 'ran', outline: 'ran' });
});
