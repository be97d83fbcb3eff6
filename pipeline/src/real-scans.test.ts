import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { normalisedScan, type RawScan } from './testing/raw-scan.ts';
import { scanIdOf } from './testing/store-scan.ts';
import { analyseScan, openTestTools, type TestTools } from './testing/test-tools.ts';

/** Scans that may not be copied into the project: looked for beside it. They come from a Rapiscan Eagle R60. */
const path = (name: string): string =>
  fileURLToPath(new URL(`../../../shared/real-scans/${name}.npy`, import.meta.url));

let tools: TestTools;
afterEach(() => tools?.close());

test.each([
  ['steel-coils', 680, 1451],
  ['bagged-pallets', 682, 1390],
])('the real scan %s has few findings and none that makes it suspicious', async (name, channels, columns) => {
  if (!existsSync(path(name))) return console.warn(`skipped: ${path(name)} is not there`);
  tools = await openTestTools();
  const { findings, verdict, runs } = await analyseScan(tools, await readScan(name, channels, columns), scanIdOf(1));
  expect(runs.map(({ state }) => state)).toEqual(['ran', 'ran']);
  expect(findings.length).toBeLessThan(40);
  expect(verdict.kind).toBe('clear');
});

test.each([
  ['steel-coils', 680, 1451, 300, 200],
  ['bagged-pallets', 682, 1390, 250, 380],
  ['bagged-pallets', 682, 1390, 900, 450],
])('a block of steel hidden in %s is suspicious (at this place; the card tells of places where it is not)', async (name, channels, columns, x, y) => {
  if (!existsSync(path(name))) return console.warn(`skipped: ${path(name)} is not there`);
  tools = await openTestTools();
  const scan = await readScan(name, channels, columns);
  // 100 x 60 mm and 60 mm deep: e^-1.8 at 6 MeV, e^-2 at 4 MeV.
  for (let line = x; line < x + 12; line++) {
    for (let channel = y; channel < y + 13; channel++) {
      for (const [energy, share] of [Math.exp(-1.8), Math.exp(-2)].entries()) {
        const at = (line * 2 + energy) * channels + channel;
        scan.samples[at] = Math.round((scan.samples[at] as number) * share);
      }
    }
  }
  const { findings, verdict } = await analyseScan(tools, scan, scanIdOf(1));
  const onBlock = findings.filter(({ boxPx: b }) => b.x < x + 12 && b.x + b.w > x && b.y < y + 13 && b.y + b.h > y);
  expect(onBlock).toMatchObject([{ kind: 'outlier-dense' }]);
  expect(verdict.kind).toBe('suspicious');
});

/** NumPy's format 1: a text header, then rows x columns x 2 of little-endian u16. */
async function readScan(name: string, channels: number, columns: number): Promise<RawScan> {
  const bytes = await readFile(path(name));
  const from = 10 + bytes.readUInt16LE(8);
  const pixels = new Uint16Array(bytes.buffer.slice(bytes.byteOffset + from, bytes.byteOffset + bytes.byteLength));
  const geometry = { channels, linePitchMm: 8.1, channelPitchMm: 4.6, highMv: 6, lowMv: 4 };
  return normalisedScan(pixels, { columns, geometry, fullScale: 63_570 });
}
