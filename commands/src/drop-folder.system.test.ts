import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keys, Order } from '@h986/domain';
import { encodeDualTiff, encodeNpy } from '@h986/imaging';
import { getJson } from '@h986/stores';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStreet, type Street } from './testing/street.ts';

let street: Street;
let drop: string;
beforeAll(async () => {
  street = await openStreet();
  drop = join(street.house.dataDir, 'drop');
  await mkdir(drop, { recursive: true });
});
afterAll(() => street.close());

const picture = (seed: number) => ({
  rows: 40,
  columns: 300,
  samples: Uint16Array.from({ length: 40 * 300 * 2 }, (_, i) => 1_000 + ((i * 31 + seed) % 60_000)),
});
const unsolicited = () =>
  street.operator
    .call('listScans', { query: { view: 'all' } })
    .then((scans) => scans.filter((s) => s.origin === 'unsolicited'));

test.each([
  ['scan.npy', async () => encodeNpy(picture(1))],
  ['scan.tiff', () => encodeDualTiff(picture(2))],
])('a picture in the drop folder becomes an unsolicited scan that awaits review: %s', async (name, bytes) => {
  const before = new Set((await unsolicited()).map((s) => s.scanId));
  await writeFile(join(drop, name), await bytes());
  const scan = await street.until('the scan', async () =>
    (await unsolicited()).find((s) => !before.has(s.scanId) && s.state === 'awaiting-review' && s.lines === 300),
  );
  expect(await getJson(street.house.objects, keys.order(scan.scanId), Order)).toMatchObject({ containers: [] });
  await street.until('the file set aside', async () =>
    (await readdir(join(drop, 'taken'))).some((taken) => taken.endsWith(name)),
  );
});

test('a file that still grows is left alone, and taken when it is whole', async () => {
  const before = (await unsolicited()).length;
  const bytes = encodeNpy(picture(3));
  const path = join(drop, 'growing.npy');
  // It is taken when it has not grown for half a second.
  for (let share = 0.05; share < 1; share += 0.05) {
    await writeFile(path, bytes.subarray(0, Math.round(bytes.length * share)));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await writeFile(path, bytes);
  await street.until('the scan', async () => (await unsolicited()).length === before + 1);
  expect(await readdir(join(drop, 'refused'))).toEqual([]);
});

test('a file that cannot be read is set aside with the name of its fault, and nothing is deleted', async () => {
  const bytes = encodeNpy(picture(4)).subarray(0, 500);
  const temp = join(street.house.dataDir, 'short.npy');
  await writeFile(temp, bytes);
  await rename(temp, join(drop, 'short.npy'));
  const refused = join(drop, 'refused');
  await street.until('the refusal', async () => (await readdir(refused)).includes('short.npy'));
  expect(JSON.parse(await readFile(join(refused, 'short.npy.error.json'), 'utf8'))).toMatchObject({
    code: 'npy-truncated',
  });
  expect(await readFile(join(refused, 'short.npy'))).toEqual(Buffer.from(bytes));
});
