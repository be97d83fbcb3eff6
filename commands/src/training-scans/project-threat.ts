import { DomainError, NO_DATA, TRANSMISSION_MAX, TRANSMISSION_ONE } from '@h986/domain';
import type { ScannerProfile, ThreatPicture } from '@h986/fixtures';
import type { Transmission } from '@h986/pipeline';

export interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** What hides it: neither air nor darkness, over most of it. -ln T. */
const BEHIND = { from: 0.35, to: 4, share: 0.75 };
/** It must change the picture by so much somewhere, -ln T: what cannot be seen teaches nothing. */
const VISIBLE_FROM = 0.08;
const TRIES = 300;

/**
 * Projects a threat into the goods of a clean scan: transmission times transmission, with the noise that the photons it takes away would
 * have averaged out. Nothing of the picture is changed in place.
 *
 * @param within where goods may lie: the containers, in lines and channels
 * @param chance numbers from 0 to 1
 * @throws {DomainError} `no-place` where no goods could hide it
 */
export function projectThreat(
  scan: Transmission,
  threat: ThreatPicture,
  { profile, within, chance }: { profile: ScannerProfile; within: readonly Box[]; chance: () => number },
): { scan: Transmission; boxPx: Box } {
  const darkest = threat.high.reduce((least, t) => Math.min(least, t), 1);
  for (let i = 0; i < TRIES && -Math.log(darkest) >= VISIBLE_FROM; i++) {
    const area = within[Math.floor(chance() * within.length)];
    if (!area || area.w <= threat.lines || area.h <= threat.channels) continue;
    const boxPx = {
      x: Math.round(area.x + chance() * (area.w - threat.lines)),
      y: Math.round(area.y + chance() * (area.h - threat.channels)),
      w: threat.lines,
      h: threat.channels,
    };
    if (shareBehind(scan, boxPx) < BEHIND.share) continue;
    const through = (energy: 'high' | 'low') => ({
      ...scan[energy],
      samples: dimmed(scan[energy], threat[energy], boxPx, profile[energy].photons, chance),
    });
    return { scan: { high: through('high'), low: through('low') }, boxPx };
  }
  throw new DomainError('no-place', `nothing in the scan could hide ${threat.family}`);
}

/**
 * Of N photons of which a share T arrives a threat lets t through: a binomial choice, whose variance N T t (1 - t) is added to the noise that
 * the picture has already.
 */
function dimmed(
  { samples, channels }: Transmission['high'],
  through: Float32Array,
  { x, y, w, h }: Box,
  photons: number,
  chance: () => number,
): Uint16Array {
  const out = samples.slice();
  for (let line = 0; line < w; line++) {
    for (let channel = 0; channel < h; channel++) {
      const at = (x + line) * channels + y + channel;
      const sample = out[at] as number;
      const t = through[line * h + channel] as number;
      if (sample === NO_DATA || t >= 1) continue;
      const noise = Math.sqrt(((sample / TRANSMISSION_ONE) * t * (1 - t)) / photons) * TRANSMISSION_ONE;
      const normal = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
      out[at] = Math.max(0, Math.min(TRANSMISSION_MAX, Math.round(sample * t + noise * normal)));
    }
  }
  return out;
}

/** Of a coarse raster over a box, how much lies behind goods. */
function shareBehind({ high: { samples, channels } }: Transmission, { x, y, w, h }: Box): number {
  let behind = 0;
  for (let i = 0; i <= 6; i++) {
    for (let j = 0; j <= 6; j++) {
      const line = x + Math.floor((i * (w - 1)) / 6);
      const channel = y + Math.floor((j * (h - 1)) / 6);
      const sample = samples[line * channels + channel] as number;
      const alpha = sample === NO_DATA ? 0 : -Math.log(Math.max(1, sample) / TRANSMISSION_ONE);
      if (alpha >= BEHIND.from && alpha <= BEHIND.to) behind++;
    }
  }
  return behind / 49;
}
