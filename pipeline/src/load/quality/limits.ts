import type { QualityGrade } from '@h986/domain';

/** From `from` to `to`, both included; left out: no bound on that side. */
interface Range {
  from?: number;
  to?: number;
}

export interface Limit {
  unit: string;
  good: Range;
  /** Beyond it the scan should be made again. */
  usable: Range;
}

/**
 * What is good, and what is still usable, with the reason why. A scanner's own history tells finer (see the server's control limits); these
 * hold for every scanner.
 */
export const LIMITS = {
  // Models and mass stand on transmission 1 in air. Public scans of a vendor read 0.97; a picture without any air shows its brightest load.
  'air-level': { unit: 'ratio', good: { from: 0.85, to: 1.05 }, usable: { from: 0.7, to: 1.15 } },
  // Public 6 MV scans have 1.2 %. At 2 % steel is seen through some 45 mm less than at 0.3 % (the simulated gantry), at 5 % some 90 mm less.
  'air-noise': { unit: 'percent', good: { to: 2 }, usable: { to: 5 } },
  // Whoever loses more than 1 % of the lines gets no containers located (see locate/); one lost line can hide a wire.
  'lost-lines': { unit: 'percent', good: { to: 0 }, usable: { to: 1 } },
  // A hand gun is some 100 mm wide.
  'lost-gap': { unit: 'mm', good: { to: 0 }, usable: { to: 100 } },
  // What was not scanned was not looked at.
  partial: { unit: 'count', good: { to: 0 }, usable: { to: 0 } },
  // One in two hundred, alone or in pairs, is bridged without a trace in what models see.
  'dead-channels': { unit: 'percent', good: { to: 0.5 }, usable: { to: 2 } },
  // Gaps of two are bridged (see pixels/bad-channels.ts), wider ones stay without data: eight of 5 mm are 40 mm that nobody sees.
  'dead-gap': { unit: 'count', good: { to: 2 }, usable: { to: 8 } },
  // A channel that died since the calibration is bridged by nobody: it draws a line through the picture.
  'stuck-channels': { unit: 'count', good: { to: 0 }, usable: { to: 8 } },
  // Below half of the dose its correction is clipped (see pixels/dose.ts): the picture darkens.
  'dose-level': { unit: 'ratio', good: { from: 0.8, to: 1.25 }, usable: { from: 0.5, to: 1.5 } },
  // Linacs drift by two per cent in a scan; at a quarter its energy has changed too, which no division by air takes out.
  'dose-drift': { unit: 'percent', good: { to: 10 }, usable: { to: 25 } },
  // True speed over the one that the pitch stands for. The locator is right to 2 %, between 40 and 45 feet the half of their difference is 6 %.
  // However wrong, lengths are wrong and what is seen stays seen; and not every box on a truck is of an ISO size.
  speed: { unit: 'ratio', good: { from: 0.93, to: 1.07 }, usable: {} },
  // How far length over height lies outside of every ISO box, however much nearer the source its side may look.
  aspect: { unit: 'ratio', good: { from: 0.93, to: 1.07 }, usable: {} },
  // A length measured across a part that came a fifth closer is a fifth wrong.
  'pitch-unevenness': { unit: 'percent', good: { to: 5 }, usable: { to: 20 } },
  // The coarsest scanner here has 8.1 mm a line, two of which are a sharp edge. At 40 mm a weapon's outline is gone.
  sharpness: { unit: 'mm', good: { to: 20 }, usable: { to: 40 } },
  // Single full pixels are faults that the calibration mends; areas at the end of the scale hide thin things.
  saturation: { unit: 'percent', good: { to: 0.1 }, usable: { to: 2 } },
  // Edges of the picture that cut a container off: what lies beyond was not looked at, but what is here can be judged.
  'cut-off': { unit: 'count', good: { to: 0 }, usable: { to: 4 } },
} as const satisfies Record<string, Limit>;

export type FigureName = keyof typeof LIMITS;

export function gradeOf(name: FigureName, value: number): QualityGrade {
  const { good, usable }: Limit = LIMITS[name];
  return within(value, good) ? 'good' : within(value, usable) ? 'usable' : 'rescan';
}

const within = (value: number, { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY }: Range): boolean =>
  value >= from && value <= to;
