/**
 * How far masses lie from the truth, one standard deviation. Guessed, not measured: they have still to be set on phantoms of training seeds,
 * and held against others, before an interval may be believed.
 */
export const SPREADS = {
  /** Of the mass: kinds of goods, where the fan meets them, the scanner's energies. */
  share: 0.035,
  /** Of the sheet where some of the hold is clear, and where none is, g/cm2. */
  sheetKnown: 0.1,
  sheetUnknown: 0.25,
  /** Of what is thick. */
  thick: 0.08,
  leastKg: 30,
  /** Standard deviations to either side that hold 90 of 100. */
  often: 1.645,
} as const;
