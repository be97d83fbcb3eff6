import { type BoxPx, DomainError } from '@h986/domain';
import type { ScannerProfile, StoredScan } from '@h986/fixtures';
import { type Concealment, slabTransmission } from './concealments.ts';

/** A scan with something projected into it, and where. */
export interface Projected {
  scan: StoredScan;
  /** Lines x channels, 1 where it is. */
  mask: Uint8Array;
  box: BoxPx;
}

/** -ln T of what hides it: neither air nor darkness; gaps between goods are a small part of it. */
const BEHIND = { from: 0.4, to: 4.5, share: 0.8 };
const TRIES = 400;
/** Over so many px its edge fades: focal spot and aperture. */
const EDGE_PX = 1;

/**
 * Projects a slab into goods of a normalised scan: transmission times transmission, with the noise that the photons it takes away would have
 * averaged out.
 *
 * Of N photons of which a share T arrives a slab lets t through; the picture already has the noise of N T, of which a binomial choice of t
 * is left, so that N T t (1 - t) is to be added.
 *
 * @param chance numbers from 0 to 1
 * @param within where to look for a place, px; left out: over the whole length, not too near the upper and lower edge
 * @throws {DomainError} `no-place` where no goods are to be seen that could hide it
 */
export function project(
  scan: StoredScan,
  concealment: Concealment,
  profile: ScannerProfile,
  chance: () => number,
  within?: BoxPx,
): Projected {
  const { geometry, lines } = scan;
  const { channels } = geometry;
  const w = Math.max(3, Math.round(concealment.widthMm / geometry.linePitchMm));
  const h = Math.max(3, Math.round(concealment.heightMm / geometry.channelPitchMm));
  const air = scan.air[0] as number;
  const place = within ?? { x: 0, y: channels * 0.15, w: lines, h: channels * 0.7 };
  for (let i = 0; i < TRIES; i++) {
    const x = Math.floor(place.x + chance() * (place.w - w));
    const y = Math.floor(place.y + chance() * (place.h - h));
    if (shareBehind(scan, { x, y, w, h }, air) < BEHIND.share) continue;
    const samples = scan.samples.slice();
    const mask = new Uint8Array(lines * channels);
    const through = slabTransmission(concealment, profile);
    for (const [energy, t] of [through.high, through.low].entries()) {
      const { photons } = energy === 0 ? profile.high : profile.low;
      for (let line = x; line < x + w; line++)
        for (let channel = y; channel < y + h; channel++) {
          mask[line * channels + channel] = 1;
          const inside = Math.min(line - x, x + w - 1 - line, channel - y, y + h - 1 - channel);
          const share = Math.min(1, (inside + 0.5) / EDGE_PX);
          const at = (line * 2 + energy) * channels + channel;
          samples[at] = dimmed(samples[at] as number, t ** share, air, photons, chance);
        }
    }
    return { scan: { ...scan, samples }, mask, box: { x, y, w, h } };
  }
  throw new DomainError('no-place', `nothing in the scan could hide ${concealment.material}`);
}

function dimmed(sample: number, t: number, air: number, photons: number, chance: () => number): number {
  // Ends of the scale are marks and faults of the picture, not measurements.
  if (sample === 0 || sample === 65_535) return sample;
  const noise = Math.sqrt((air * sample * t * (1 - t)) / photons);
  const normal = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
  return Math.max(1, Math.min(65_534, Math.round(sample * t + noise * normal)));
}

/** Of a coarse raster over a box, how much lies behind goods. */
function shareBehind({ samples, geometry: { channels } }: StoredScan, { x, y, w, h }: BoxPx, air: number) {
  let behind = 0;
  for (let i = 0; i <= 6; i++)
    for (let j = 0; j <= 6; j++) {
      const line = x + Math.floor((i * (w - 1)) / 6);
      const channel = y + Math.floor((j * (h - 1)) / 6);
      const alpha = -Math.log(Math.max(1, samples[line * 2 * channels + channel] as number) / air);
      if (alpha >= BEHIND.from && alpha <= BEHIND.to) behind++;
    }
  return behind / 49;
}
