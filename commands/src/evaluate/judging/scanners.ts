import { type ProfileName, profileOf, type ScannerProfile, scaledProfile } from '@h986/fixtures';
import { chanceOf, drawnProfile } from '../../training-data/drawn-profile.ts';

/** With which scanner a scan is made; `drawn`: one of those that training scans are made with, as they are drawn there. */
export interface ScannerChoice {
  base: 'drawn' | ProfileName;
  change?: keyof typeof CHANGES;
}

/** Ways in which a scanner may differ from what was trained on. */
const CHANGES = {
  'low-dose': (profile: ScannerProfile): ScannerProfile => ({
    ...profile,
    high: dimmed(profile.high),
    low: dimmed(profile.low),
    objectScatter: { ...profile.objectScatter, share: 3 * profile.objectScatter.share },
  }),
  'finer-pitch': (profile: ScannerProfile) => scaledProfile(profile, 0.7),
  'coarser-pitch': (profile: ScannerProfile) => scaledProfile(profile, 1.4),
  'sensor-faults': (profile: ScannerProfile): ScannerProfile => ({
    ...profile,
    wobble: { ...profile.wobble, px: 4 * profile.wobble.px, gain: 4 * profile.wobble.gain },
    detector: {
      ...profile.detector,
      afterglow: 5 * profile.detector.afterglow,
      gainDriftSigma: 3 * profile.detector.gainDriftSigma,
      dead: 12,
      hot: 4,
    },
  }),
} as const;

/** The scanner of one scan. */
export function scannerOf({ base, change }: ScannerChoice, seed: number): ScannerProfile {
  const profile = base === 'drawn' ? drawnProfile(chanceOf(seed)) : profileOf(base);
  return change ? CHANGES[change](profile) : profile;
}

function dimmed(beam: ScannerProfile['high']): ScannerProfile['high'] {
  return { ...beam, photons: beam.photons / 4, roomScatter: 3 * beam.roomScatter };
}
