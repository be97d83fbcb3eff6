import { families, type Phantom, type PhantomOptions, phantomScan, threatFamilies } from '@h986/fixtures';
import { contactSheet, type SheetCell } from '@h986/imaging';
import type { Progress } from './progress.ts';

/** -ln T at which the sheet is black. */
const BLACK = 5;
/** Around the containers, px. */
const MARGIN = { x: 60, y: 30 } as const;

/** As many letters as fit below a picture. */
const DETAIL_LENGTH = 82;

/** How many pictures the sheet has. */
export const SHEET_CELLS = families.length + threatFamilies.length;

/** One picture of every family of goods, then one of every threat with a frame around it. */
export async function drawSheet(options: PhantomOptions, progress: Progress): Promise<Uint8Array> {
  const cells: SheetCell[] = [];
  const wanted: (PhantomOptions & { threat: string })[] = [
    ...families.map(({ name }) => ({ ...options, family: name, threat: 'none' })),
    ...threatFamilies.map(({ name }) => ({ ...options, threat: name })),
  ];
  for (const [i, one] of wanted.entries()) {
    cells.push(cellOf(phantomScan({ ...one, seed: options.seed + i })));
    progress.step(one.threat === 'none' ? (one.family ?? '') : one.threat);
  }
  return contactSheet(cells);
}

function cellOf({ scan, truth }: Phantom): SheetCell {
  const { threat, containers, family, tier, declaration, cargoMassKg } = truth;
  const { channels } = scan.geometry;
  const left = Math.max(0, Math.min(...containers.map(({ x }) => x)) - MARGIN.x);
  const right = Math.min(scan.lines, Math.max(...containers.map(({ x, w }) => x + w)) + MARGIN.x);
  const top = Math.max(0, Math.min(...containers.map(({ y }) => y)) - MARGIN.y);
  const bottom = Math.min(channels, Math.max(...containers.map(({ y, h }) => y + h)) + MARGIN.y);
  const types = containers.map(({ type }) => type).join(' + ');
  const kg = Math.round(cargoMassKg).toLocaleString('en');
  const goods = declaration.goods[0]?.description ?? 'no goods';
  return {
    caption: threat ? `${threat.family} in ${family}` : `${family} (${tier})`,
    detail: threat
      ? `${types}, ${threat.place}`.slice(0, DETAIL_LENGTH)
      : `${types}, ${kg} kg: ${goods}`.slice(0, DETAIL_LENGTH),
    width: right - left,
    height: bottom - top,
    grey: greyOf(scan, left, right, top, bottom),
    ...(threat && { frame: { ...threat.box, x: threat.box.x - left, y: threat.box.y - top } }),
  };
}

/** -ln of the high energy's transmission, white to black. */
function greyOf(
  { samples, dark, air, geometry }: Phantom['scan'],
  left: number,
  right: number,
  top: number,
  bottom: number,
) {
  const perLine = 2 * geometry.channels;
  const width = right - left;
  const grey = new Uint8Array(width * (bottom - top));
  for (let y = top; y < bottom; y++) {
    const offset = meanOf(dark, y, perLine);
    const gain = meanOf(air, y, perLine) - offset;
    for (let x = left; x < right; x++) {
      const transmission = ((samples[x * perLine + y] as number) - offset) / gain;
      const alpha = -Math.log(Math.max(transmission, 1e-5));
      grey[(y - top) * width + x - left] = Math.max(0, Math.min(255, 255 * (1 - alpha / BLACK)));
    }
  }
  return grey;
}

function meanOf(lines: Uint16Array, channel: number, perLine: number): number {
  let sum = 0;
  for (let at = channel; at < lines.length; at += perLine) sum += lines[at] as number;
  return sum / (lines.length / perLine);
}
