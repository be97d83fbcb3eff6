import type { LocatedContainer } from '@h986/domain';
import type { StoredScan } from '@h986/fixtures';
import sharp from 'sharp';

/** A scan with the boxes of its containers, as PNG. */
export type Drawn = Buffer;

/** Size of a tile and what lies between two, px. */
const TILE = { width: 900, height: 330, gap: 8 };
const ACROSS = 2;

/** The high energy in true proportions, brightened where it is dark, with a frame around each container. */
export async function drawn(name: string, scan: StoredScan, containers: readonly LocatedContainer[]): Promise<Drawn> {
  const { lines, geometry, samples, air } = scan;
  const { channels, linePitchMm, channelPitchMm } = geometry;
  const grey = Buffer.alloc(lines * channels);
  for (let line = 0; line < lines; line++)
    for (let channel = 0; channel < channels; channel++) {
      const through = (samples[line * 2 * channels + channel] as number) / (air[channel] as number);
      grey[channel * lines + line] = Math.max(0, Math.min(255, Math.round(255 * Math.sqrt(through))));
    }
  const pxPerMm = Math.min(TILE.width / (lines * linePitchMm), TILE.height / (channels * channelPitchMm));
  const width = Math.max(1, Math.round(lines * linePitchMm * pxPerMm));
  const height = Math.max(1, Math.round(channels * channelPitchMm * pxPerMm));
  const frames = containers.map(({ boxPx: { x, y, w, h } }) => {
    const at = { x: (x / lines) * width, y: (y / channels) * height };
    const size = { width: (w / lines) * width, height: (h / channels) * height };
    return `<rect x="${at.x}" y="${at.y}" width="${size.width}" height="${size.height}" fill="none" stroke="red" stroke-width="2"/>`;
  });
  const text = `<text x="6" y="16" fill="blue" font-size="15">${escaped(name)}: ${containers.length}</text>`;
  const over = Buffer.from(`<svg width="${width}" height="${height}">${frames.join('')}${text}</svg>`);
  return sharp(grey, { raw: { width: lines, height: channels, channels: 1 } })
    .resize(width, height, { fit: 'fill' })
    .toColourspace('srgb')
    .composite([{ input: over }])
    .png()
    .toBuffer();
}

/** All of them in one file, two beside each other. */
export async function sheetOf(tiles: readonly Drawn[], file: string): Promise<void> {
  const [across, down] = [TILE.width + TILE.gap, TILE.height + TILE.gap];
  const size = { width: ACROSS * across, height: Math.max(1, Math.ceil(tiles.length / ACROSS)) * down };
  const placed = tiles.map((input, i) => ({ input, left: (i % ACROSS) * across, top: Math.floor(i / ACROSS) * down }));
  await sharp({ create: { ...size, channels: 3, background: '#444' } })
    .composite(placed)
    .png()
    .toFile(file);
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
