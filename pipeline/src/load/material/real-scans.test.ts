import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Geometry, MaterialTable } from '@h986/domain';
import { expect, test } from 'vitest';
import { coarseGrid } from '../../coarse/coarse.ts';
import { normalisedScan } from '../../testing/raw-scan.ts';
import { scanIdOf, storeScan } from '../../testing/store-scan.ts';
import { openTestTools } from '../../testing/test-tools.ts';
import { startStopwatch } from '../../workers/stopwatch.ts';
import { loadPart } from '../load-part.ts';
import { wholeLoad } from '../load-picture.ts';
import { withoutScatter } from '../scatter.ts';
import { type Materials, materialsOf } from './read-material.ts';
import { tell } from './tell-segments.ts';

/**
 * Scans that may not be copied into the project: looked for beside it. The profile from which this table was made was fitted to these very
 * two, so that they show that the reading holds on real noise, not that it holds for scans never seen.
 */
const folder = fileURLToPath(new URL('../../../../../shared/real-scans/', import.meta.url));
const table = MaterialTable.parse(
  JSON.parse(readFileSync(new URL('../../../../models/material/r60/table.json', import.meta.url), 'utf8')),
);

test.skipIf(!existsSync(folder))('bags on pallets read organic, nine tenths of them by mass', async () => {
  const { parts } = await read('bagged-pallets', 682, 1390);
  expect(shareOf(parts, ({ class: is }) => is === 'organic')).toBeGreaterThan(0.9);
  expect(shareOf(parts, ({ class: is }) => is === 'steel' || is === 'heavy')).toBeLessThan(0.01);
});

test.skipIf(!existsSync(folder))(
  'coils are mostly too thick to tell, steel where they are not, and never organic',
  async () => {
    const { parts, net } = await read('steel-coils', 680, 1451);
    expect(shareOf(parts, ({ untold }) => untold === 'too-thick')).toBeGreaterThan(0.5);
    expect(shareOf(parts, ({ class: is }) => is === 'organic')).toBeLessThan(0.02);
    const cells = [...net.high.keys()].filter((at) => {
      const row = Math.floor(at / net.columns);
      return row > 60 && row < 100 && (net.high[at] as number) > 4 && (net.high[at] as number) < 6;
    });
    expect(tell(net, cells, table, 30)).toMatchObject({ class: 'steel' });
  },
);

function shareOf(parts: Materials['parts'], counts: (part: Materials['parts'][number]) => boolean): number {
  const mass = (part: Materials['parts'][number]): number => part.cells * part.areaDensityGCm2;
  const all = parts.reduce((sum, part) => sum + mass(part), 0);
  return parts.filter(counts).reduce((sum, part) => sum + mass(part), 0) / all;
}

/** The picture is the container: vendors cut it down to that. */
async function read(name: string, channels: number, columns: number): Promise<Materials> {
  const bytes = readFileSync(`${folder}${name}.npy`);
  const from = 10 + bytes.readUInt16LE(8);
  const pixels = new Uint16Array(bytes.buffer.slice(bytes.byteOffset + from, bytes.byteOffset + bytes.byteLength));
  const geometry: Geometry = { channels, linePitchMm: 4.2, channelPitchMm: 4.6, highMv: 6, lowMv: 4 };
  const raw = normalisedScan(pixels, { columns, geometry, fullScale: 63_570 });
  const tools = await openTestTools({ models: [] });
  try {
    const scanId = scanIdOf(1);
    const seal = await storeScan(tools.objects, raw, { scanId });
    const pixelsOf = await tools.pixels(scanId);
    const strips = [];
    for (const strip of seal.strips.keys()) {
      const { transmission } = await pixelsOf.strip(strip, startStopwatch());
      strips.push({ strip, load: loadPart(transmission, coarseGrid(geometry)) });
    }
    const picture = withoutScatter(wholeLoad(strips, geometry, seal.lines), table);
    const found = materialsOf(picture, { x: 0, y: 0, w: seal.lines, h: channels - 8 }, table);
    if (!found) throw new Error('no inside');
    return found;
  } finally {
    await tools.close();
  }
}
