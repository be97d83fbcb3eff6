import type { Geometry } from '@h986/domain';
import type { Fan } from './fan.ts';

/** A scanner as data: what masses need to know of it beyond its geometry. */
export interface LoadScanner {
  name: string;
  /** What its detector shows of the lane's middle from top to bottom, by which a scan's scanner is known. */
  heightMm: number;
  highMv: number;
  fan: Fan;
}

const H986 = {
  heightMm: 5000,
  highMv: 6,
  fan: { sourceHeightMm: 1400, sourceDistanceMm: 5500, bottomMm: -150 },
} as const;

const SCANNERS: readonly LoadScanner[] = [
  { name: 'h986-6', ...H986 },
  {
    ...H986,
    name: 'h986-9',
    heightMm: 4720,
    highMv: 9,
    fan: { sourceHeightMm: 1600, sourceDistanceMm: 7500, bottomMm: -120 },
  },
];

/** Whole channels may not divide the height evenly. */
const HEIGHT_TOLERANCE = 0.005;

/** The scanner with that detector, null where it is not known: then nothing can be said of where its rays go. */
export function scannerOf({ channels, channelPitchMm, highMv }: Geometry): LoadScanner | null {
  const heightMm = channels * channelPitchMm;
  const alike = (one: LoadScanner): boolean =>
    Math.abs(one.heightMm / heightMm - 1) < HEIGHT_TOLERANCE && one.highMv === highMv;
  return SCANNERS.find(alike) ?? null;
}
