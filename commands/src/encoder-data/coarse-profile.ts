import type { ScannerProfile } from '@h986/fixtures';

/**
 * The same scanner with square pixels of `pitchMm`, as if its own ones were averaged: as many photons an area, blur and errors of place
 * over the same mm, what varies from line to line smaller by the root of the lines that went into one. Dark, air and dose are already
 * divided out, down to what the dose monitor leaves; nothing is burned in.
 */
export function coarseProfile(profile: ScannerProfile, pitchMm: number): ScannerProfile {
  const { geometry, dose, detector } = profile;
  const lines = pitchMm / geometry.linePitchMm;
  const channels = pitchMm / geometry.channelPitchMm;
  const beam = (one: ScannerProfile['high']): ScannerProfile['high'] => ({
    ...one,
    photons: one.photons * lines * channels,
  });
  const normalised = profile.output.kind === 'normalised';
  return {
    ...profile,
    name: `${profile.name} at ${pitchMm} mm`,
    geometry: {
      ...geometry,
      linePitchMm: pitchMm,
      channelPitchMm: pitchMm,
      channels: Math.round((geometry.channels * geometry.channelPitchMm) / pitchMm),
    },
    lineRateHz: profile.lineRateHz / lines,
    high: beam(profile.high),
    low: beam(profile.low),
    objectScatter: { ...profile.objectScatter, sigmaPx: profile.objectScatter.sigmaPx / Math.sqrt(lines * channels) },
    blurPx: { line: profile.blurPx.line / lines, channel: profile.blurPx.channel / channels },
    dose: {
      ...dose,
      sigma: (normalised ? dose.sigma : dose.monitorSigma) / Math.sqrt(lines),
      drift: normalised ? dose.drift : 0,
    },
    wobble: { ...profile.wobble, px: profile.wobble.px / channels },
    travel: { ...profile.travel, encoderErrorPx: profile.travel.encoderErrorPx / lines },
    detector: {
      ...detector,
      readSigma: detector.readSigma / Math.sqrt(lines * channels),
      gainDriftSigma: detector.gainDriftSigma / Math.sqrt(channels),
      afterglow: detector.afterglow / lines,
      pickUp: { ...detector.pickUp, counts: 0 },
      dead: 0,
      hot: 0,
    },
    output: {
      kind: 'normalised',
      airLevel: AIR_LEVEL,
      emptyChannels: 0,
      ruler: { fromBottom: 0, channels: 0 },
      impulses: { zero: 0, full: 0 },
    },
  };
}

/** What air reads, as a share of 65,535. */
export const AIR_LEVEL = 0.9;
