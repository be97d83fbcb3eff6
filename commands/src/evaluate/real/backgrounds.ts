import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type BoxPx, DomainError } from '@h986/domain';
import { phantomScan, profileOf, type StoredScan, storedFromPicture } from '@h986/fixtures';
import { decodeNpy } from '@h986/imaging';
import { suiteOf } from '../suites.ts';

/** What concealments are projected into. */
export interface Background {
  name: string;
  scan: StoredScan;
  /** Where to look for a place, px: the container's inside. Left out: everywhere. */
  within?: BoxPx;
}

/** The public scans come from such a scanner; what they state of their pitch does not fit a container: see PHANTOM.md. */
export const PROFILE = profileOf('r60');
const FULL_SCALE = 63_570;
/** Phantom goods are drawn from here on. */
const PHANTOM_SEED = 921_700_000;
/** Loads in which nothing is hidden from view are no twin of a real one. */
const CARGO = suiteOf('same').cargo.filter(({ tier }) => tier !== 'D0');

/** The real scans of a folder. @throws {DomainError} `background-missing` without a folder or scans in it, and those of `decodeNpy` */
export async function readBackgrounds(folder: string): Promise<Background[]> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith('.npy')).sort();
  if (files.length === 0) throw new DomainError('background-missing', `there is no scan (.npy) in ${folder}`);
  return Promise.all(
    files.map(async (file) => ({
      name: basename(file, '.npy'),
      scan: storedOfR60(decodeNpy(await readFile(join(folder, file)))),
    })),
  );
}

/** A normalised picture as that scanner's scan. */
export function storedOfR60(picture: Parameters<typeof storedFromPicture>[0]): StoredScan {
  const { linePitchMm, channelPitchMm } = PROFILE.geometry;
  return storedFromPicture(picture, { linePitchMm, channelPitchMm, fullScale: FULL_SCALE });
}

/**
 * Clean phantom goods as the same scanner would show them, without end: loads of all tiers but empty ones by turns. What is found in these
 * of the same concealments is what the real figure is to be held against.
 */
export function phantomBackground(n: number): Background {
  const { families, tier } = CARGO[n % CARGO.length] as (typeof CARGO)[number];
  const family = families[Math.floor(n / CARGO.length) % families.length] as string;
  const { scan, truth } = phantomScan({ seed: PHANTOM_SEED + n, family, profile: PROFILE, threat: 'none' });
  const [within] = truth.containers;
  return { name: `${tier} ${family} ${n}`, scan, ...(within && { within }) };
}
