import { FiledDeclaration, type LoadReading, outlineOf, type ScanId } from '@h986/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { declare } from '../declarations/import.ts';
import { recordResult } from '../recording/record-result.ts';
import { getDetail } from '../records/scan-detail.ts';
import { FIRST, newScanId, orderOf, putResult, resultOf } from '../testing/hand-made.ts';
import { addPeople } from '../testing/people.ts';
import { openWorkplace, type Workplace } from '../testing/workplace.ts';
import { similarScans } from './similar.ts';
import { similarOnFile } from './similar-index.ts';

const BOX = { x: 10, y: 1, w: 300, h: 6 };
const NUMBERS = ['CSQU3054383', 'MSKU0000006', 'TGHU0000001', 'MSCU0000004', 'TCLU0000000'].map(withCheckDigit);

let place: Workplace;
beforeAll(async () => {
  place = await openWorkplace(undefined);
  await addPeople(place.tools);
});
afterAll(() => place.close());

/** ISO 6346: letters count from 10 without multiples of 11, places by powers of two. */
function withCheckDigit(number: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  const worth = (char: string): number => {
    const at = letters.indexOf(char);
    return at < 0 ? Number(char) : at + 10 + Math.floor((at + 9) / 10);
  };
  const sum = [...number.slice(0, 10)].reduce((all, char, i) => all + worth(char) * 2 ** i, 0);
  return `${number.slice(0, 10)}${(sum % 11) % 10}`;
}

/** A load of so much that is flat but for a little of its own. */
function loadOf(kg: number, own: number): LoadReading {
  const cells = Float32Array.from({ length: 48 * 12 }, (_, i) => kg / 500 + 0.2 * Math.sin(own * 78 + i * i));
  return {
    table: null,
    containers: [
      {
        boxPx: BOX,
        mass: {
          cargoKg: { value: kg, low: kg * 0.9, high: kg * 1.1 },
          tareKg: 4_000,
          opaqueShare: 0,
          opaqueExtraKg: 0,
        },
        outline: outlineOf({ columns: 48, rows: 12, cells }),
      },
    ],
    observations: [],
    maps: { material: null, hiding: null },
  };
}

async function scanned(number: string, kg: number, own: number, more: object = {}): Promise<ScanId> {
  const scanId = newScanId();
  const container = { boxPx: BOX, boxMm: { x: 40, y: 4, w: 12_192, h: 2_896 }, confidence: 0.98 };
  const result = resultOf(orderOf(scanId, { containers: [number] } as never), {
    containers: [container],
    load: loadOf(kg, own),
    ...more,
  });
  await putResult(place.objects, result);
  await recordResult({ v: 1, scanId, revision: FIRST }, place.tools);
  return scanId;
}

const declared = (reference: string, containers: string[]) =>
  declare(
    place.tools,
    FiledDeclaration.parse({
      reference,
      containers,
      declaredAt: '2026-11-20T00:00:00Z',
      consignee: `consignee of ${reference}`,
      bill: { house: `house ${reference}` },
      goods: [{ description: 'green tea', hsCode: '090210' }],
    }),
    'officer',
  );

const observed = async (scanId: ScanId) =>
  (await getDetail(place.tools.db, scanId)).comparison?.observations.map(({ code }) => code) ?? [];

test('the odd one of a lot of five is said on it when enough of the others are there, and only on it', async () => {
  await declared('lot', NUMBERS);
  const odd = await scanned(NUMBERS[0] as string, 7_000, 1);
  expect(await observed(odd)).not.toContain('odd-among-siblings');
  const others: ScanId[] = [];
  for (const [i, number] of NUMBERS.slice(1).entries()) others.push(await scanned(number, 10_000 + 50 * i, i + 2));
  expect(await observed(odd)).toContain('odd-among-siblings');
  for (const other of others) expect(await observed(other)).not.toContain('odd-among-siblings');
  const { containers } = await similarScans(place.tools.db, similarOnFile(place.tools.db), odd);
  expect(containers).toMatchObject([{ own: { odd: true }, siblings: { length: 4 } }]);
});

test('a container is not odd for the packages that its papers say; one that weighs less for as many is, and that is said', async () => {
  const numbers = ['OOLU3000010', 'OOLU3000020', 'OOLU3000030', 'OOLU3000040', 'OOLU3000050'].map(withCheckDigit);
  const [own, ...others] = numbers as [string, ...string[]];
  const declaredOf = (packages: number) =>
    declare(
      place.tools,
      FiledDeclaration.parse({
        reference: 'packages',
        containers: numbers,
        declaredAt: '2026-11-20T00:00:00Z',
        goods: numbers.map((number) => ({
          ...{ description: 'green tea', hsCode: '090210', containers: [number] },
          packages: number === own ? packages : 500,
        })),
      }),
      'officer',
    );
  await declaredOf(650);
  for (const [i, number] of others.entries()) await scanned(number, 10_000 + 20 * i, i + 102);
  const scanId = await scanned(own, 9_000, 101);
  const seen = async () => {
    const { containers } = await similarScans(place.tools.db, similarOnFile(place.tools.db), scanId);
    return { codes: await observed(scanId), aspects: containers[0]?.own?.differences.map(({ aspect }) => aspect) };
  };
  expect(await seen()).toEqual({ codes: expect.not.arrayContaining(['odd-among-siblings']), aspects: [] });
  // The comparison is made again: it holds as many as the others now.
  await declaredOf(500);
  expect(await seen()).toMatchObject({
    codes: expect.arrayContaining(['odd-among-siblings']),
    aspects: expect.arrayContaining(['mass', 'package']),
  });
});

test('the very same samples under another scan are said to have been there before', async () => {
  const rawSha256 = 'cd'.repeat(32);
  const first = await scanned(withCheckDigit('OOLU1111110'), 9_000, 20, { rawSha256 });
  const second = await scanned(withCheckDigit('OOLU2222220'), 9_000, 20, { rawSha256 });
  expect(await observed(second)).toContain('picture-seen-before');
  const { containers } = await similarScans(place.tools.db, similarOnFile(place.tools.db), second);
  expect(containers[0]?.samePicture).toMatchObject([{ scanId: first, exact: true }]);
});

test('a load unlike the eight earlier ones of its consignee is said to be so', async () => {
  const numbers = Array.from({ length: 9 }, (_, i) => withCheckDigit(`HLXU30000${i}0`));
  for (const [i, number] of numbers.entries()) await declared(`earlier ${i}`, [number]);
  for (const [i, number] of numbers.entries())
    await declare(
      place.tools,
      FiledDeclaration.parse({
        reference: `earlier ${i}`,
        containers: [number],
        declaredAt: '2026-11-20T00:00:00Z',
        consignee: 'one consignee',
        goods: [{ description: 'green tea', hsCode: '090210' }],
      }),
      'officer',
    );
  for (const [i, number] of numbers.slice(0, 8).entries()) await scanned(number, 12_000 + 100 * i, 40 + i);
  expect(await observed(await scanned(numbers[8] as string, 800, 60))).toContain('unlike-earlier-scans');
});

test('among the most similar are loads that look alike, and none that only is the nearest on file', async () => {
  const looking = (angle: number) => {
    const unit = new Float32Array(128);
    unit.set([Math.cos(angle), Math.sin(angle)]);
    const embedding = Buffer.from(unit.buffer).toString('base64');
    const container = { boxPx: BOX, boxMm: { x: 40, y: 4, w: 12_192, h: 2_896 }, confidence: 0.98 };
    return { containers: [{ ...container, load: { classes: [], appearance: [], parts: [], embedding } }] };
  };
  const [number] = NUMBERS as [string];
  const like = await scanned(number, 9_000, 0.1, looking(0.3));
  await scanned(number, 9_000, 0.2, looking(Math.PI / 2));
  const own = await scanned(number, 9_000, 0.3, looking(0));
  const { containers } = await similarScans(place.tools.db, similarOnFile(place.tools.db), own);
  const alike = containers[0]?.mostSimilar.map(({ scanId }) => scanId);
  expect(alike).toEqual([like]);
});
