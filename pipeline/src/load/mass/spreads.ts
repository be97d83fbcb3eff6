/**
 * How far masses lie from the truth, one standard deviation: set on 36 phantoms of seeds from 610,000,000 (12 kinds of goods, 6/4 and 9/6 MV) and
 * 55 from 600,000,000, of which loads that are seen through lay 3.3 % off (rms). Held against others by `npm run evaluate -- --suite load`.
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
