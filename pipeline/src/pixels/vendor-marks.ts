import { ENERGIES, type Energy, LINE_FLAG, NO_DATA } from '@h986/domain';
import type { RawStrip } from './raw-strip.ts';

/** What a vendor's software has burned into one energy of a normalised picture. */
export interface VendorMarks {
  /** 1 for a channel that is zero throughout: padding, or dead. */
  empty: Uint8Array;
  /**
   * For a channel under the ruler the scan's line, 0 to 19, at which an off run begins; -1 for all others. The two energies
   * are off by turns.
   */
  rulerPhase: Int8Array;
}

/** The ruler is 10 pixels on, 10 off. */
const PERIOD = 20;
const OFF = 10;
/** Share of lines that must follow the pattern. */
const AGREES = 0.9;
/** In fewer lines neither can be told from chance. */
const LINES_AT_LEAST = 3 * PERIOD;

/**
 * Finds the marks in the first strip; they run through the whole scan at the same channels.
 *
 * As seen in public pictures of a Rapiscan Eagle R60: seven all-zero rows at the bottom, a ruler band of 16 rows.
 */
export function findMarks({ header, samples }: RawStrip): Record<Energy, VendorMarks> {
  const { lines, channels, records, firstLine } = header;
  const here = [...Array(lines).keys()].filter((line) => ((records[line]?.flags ?? 0) & LINE_FLAG.lost) === 0);
  const [high, low] = ENERGIES.map((_, energy): VendorMarks => {
    const empty = new Uint8Array(channels);
    const rulerPhase = new Int8Array(channels).fill(-1);
    const dark = new Uint8Array(channels);
    for (let channel = 0; channel < channels && here.length >= LINES_AT_LEAST; channel++) {
      const zeros = here.filter((line) => samples[(line * ENERGIES.length + energy) * channels + channel] === 0);
      if (zeros.length === here.length) dark[channel] = 1;
      else if (zeros.length > here.length / 4) rulerPhase[channel] = phaseOf(here, new Set(zeros), firstLine);
    }
    // Only rows that run along the picture's edge are padding. In its middle the same zeros are cargo that nothing gets through.
    for (let channel = 0; channel < channels && dark[channel] === 1; channel++) empty[channel] = 1;
    for (let channel = channels - 1; channel >= 0 && dark[channel] === 1; channel--) empty[channel] = 1;
    return { empty, rulerPhase };
  }) as [VendorMarks, VendorMarks];
  return { high, low };
}

/** Takes the marks out of one line of one energy, in place. @param line its number in the scan */
export function maskMarks(picture: Uint16Array, at: number, line: number, { empty, rulerPhase }: VendorMarks): void {
  for (let channel = 0; channel < empty.length; channel++) {
    const phase = rulerPhase[channel] as number;
    const off = phase >= 0 && (line - phase + PERIOD) % PERIOD < OFF;
    // Off runs go whole: compression has left grey at their corners, which is no measurement either.
    if (empty[channel] === 1 || off || (phase >= 0 && picture[at + channel] === 0)) picture[at + channel] = NO_DATA;
  }
}

function phaseOf(lines: readonly number[], zeros: ReadonlySet<number>, firstLine: number): number {
  let best = -1;
  let most = AGREES * lines.length;
  for (let phase = 0; phase < PERIOD; phase++) {
    const agreeing = lines.filter(
      (line) => (firstLine + line - phase + PERIOD) % PERIOD < OFF === zeros.has(line),
    ).length;
    if (agreeing < most) continue;
    best = phase;
    most = agreeing;
  }
  return best;
}
