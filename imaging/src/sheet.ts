import sharp from 'sharp';

/** One picture of a contact sheet. */
export interface SheetCell {
  /** First line large, second line small. */
  caption: string;
  detail: string;
  width: number;
  height: number;
  /** Grey, width x height, row by row. */
  grey: Uint8Array;
  /** A frame to draw into it, px of the picture. */
  frame?: { x: number; y: number; w: number; h: number };
}

export interface SheetOptions {
  /** @defaultValue 4 */
  columns?: number;
  /** Of one cell, px. @defaultValue 480 */
  cellWidth?: number;
  /** Of one cell without its caption. @defaultValue 190 */
  cellHeight?: number;
}

const CAPTION_HEIGHT = 38;
const GAP = 10;

/** Pictures side by side with their captions, as one PNG. */
export async function contactSheet(
  cells: readonly SheetCell[],
  { columns = 4, cellWidth = 480, cellHeight = 190 }: SheetOptions = {},
): Promise<Uint8Array> {
  const stepX = cellWidth + GAP;
  const stepY = cellHeight + CAPTION_HEIGHT + GAP;
  const placed = await Promise.all(
    cells.map(async (cell, i) => {
      const left = GAP + (i % columns) * stepX;
      const top = GAP + Math.floor(i / columns) * stepY;
      const scale = Math.min(cellWidth / cell.width, cellHeight / cell.height);
      const [width, height] = [cell.width, cell.height].map((size) => Math.max(1, Math.round(size * scale))) as [
        number,
        number,
      ];
      const raw = { width: cell.width, height: cell.height, channels: 1 } as const;
      const input = await sharp(cell.grey, { raw }).resize(width, height).png().toBuffer();
      return { input, left, top, svg: drawn(cell, left, top, scale, cellHeight) };
    }),
  );
  const width = GAP + columns * stepX;
  const height = GAP + Math.ceil(cells.length / columns) * stepY;
  const text = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${placed.map(({ svg }) => svg).join('')}</svg>`;
  return sharp({ create: { width, height, channels: 3, background: '#f4f4f2' } })
    .composite([
      ...placed.map(({ input, left, top }) => ({ input, left, top })),
      { input: Buffer.from(text), left: 0, top: 0 },
    ])
    .png()
    .toBuffer();
}

function drawn(
  { caption, detail, frame }: SheetCell,
  left: number,
  top: number,
  scale: number,
  cellHeight: number,
): string {
  const y = top + cellHeight + 16;
  const box =
    frame &&
    `<rect x="${left + frame.x * scale - 2}" y="${top + frame.y * scale - 2}" width="${frame.w * scale + 4}" height="${frame.h * scale + 4}" fill="none" stroke="#d4401a" stroke-width="1.5"/>`;
  return `${box ?? ''}<text x="${left}" y="${y}" font-family="sans-serif" font-size="14" fill="#111">${escaped(caption)}</text><text x="${left}" y="${y + 15}" font-family="sans-serif" font-size="11" fill="#555">${escaped(detail)}</text>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
