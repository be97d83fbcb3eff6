import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toyTable } from '../../../domain/src/material/toy-table.ts';
import { readMaterialTables, tableFor } from './read-tables.ts';

let folder: string;
const geometry = { highMv: 6, lowMv: 4 };
const kind = { lane: 'lane-1', geometry, normalised: false };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tables-'));
  await mkdir(join(folder, 'models', 'material', 'toy'), { recursive: true });
  await writeFile(join(folder, 'models', 'material', 'toy', 'table.json'), JSON.stringify(toyTable()));
  await mkdir(join(folder, 'site'));
  await writeFile(join(folder, 'site', 'lane-2.json'), JSON.stringify({ ...toyTable(), name: 'own' }));
  await writeFile(join(folder, 'site', 'lane-3.json'), '{');
});
afterAll(() => rm(folder, { recursive: true }));

const read = () => readMaterialTables(join(folder, 'models'), join(folder, 'site'));

test('a lane has its own table, another the one of its energies, and a third, whose own cannot be read, none', async () => {
  const tables = await read();
  expect(tableFor(tables, kind)?.table.name).toBe('toy');
  expect(tableFor(tables, { ...kind, lane: 'lane-2' })?.table.name).toBe('own');
  expect(() => tableFor(tables, { ...kind, lane: 'lane-3' })).toThrow(
    expect.objectContaining({ code: 'material-table' }),
  );
});

test('a table of other energies, or of pictures that a vendor normalised, is not for this scan', async () => {
  const tables = await read();
  expect(tableFor(tables, { ...kind, geometry: { highMv: 9, lowMv: 6 } })).toBeNull();
  expect(tableFor(tables, { ...kind, normalised: true })).toBeNull();
});

test('all tables have one digest, which another table or another lane changes', async () => {
  const { digest } = await read();
  expect((await read()).digest).toBe(digest);
  await writeFile(join(folder, 'site', 'lane-4.json'), JSON.stringify(toyTable()));
  expect((await read()).digest).not.toBe(digest);
  expect((await readMaterialTables(join(folder, 'nowhere'), null)).digest).toBeNull();
});

test('the tables in the house are whole, one for each pair of energies and kind of picture', async () => {
  const { house } = await readMaterialTables(join(import.meta.dirname, '../../../models'), null);
  const kinds = house.map((one) => {
    if ('error' in one) throw one.error;
    const { energies, normalised } = one.table;
    return `${energies.highMv}/${energies.lowMv} ${normalised}`;
  });
  expect(kinds.length).toBeGreaterThan(3);
  expect(new Set(kinds).size).toBe(kinds.length);
});
