/**
 * From where on a difference is told at all. What follows from it is the policy's to say (`ObservationRule`); these are the bounds of what
 * the readings can carry.
 */
export const COMPARISON_LIMITS = {
  mass: {
    /** A difference must pass both, beyond the interval of the reading: scatter alone leaves readings about 9 % rms, papers are rounder. */
    share: 0.15,
    kg: 1_500,
    /** Share of the load's area that the beam did not get through, from which on nothing is called lighter: it may hide in there. */
    opaqueShare: 0.02,
    /** Of the container's own mass, which was taken out by its type. */
    tareShare: 0.1,
  },
  /** Below this a container that is declared loaded may well show nothing, kg. */
  leastLoadedKg: 100,
  /** Pallets and dunnage in an empty container weigh less, and the reading is wrong by less, kg. */
  emptyByMassKg: 500,
  density: {
    /** Fill of the volume below which a mean density says nothing. */
    leastVolume: 0.1,
    /** Times outside of the range of the declared goods. */
    times: 1.3,
    /** Of the density, where there is no interval of the mass to go by. */
    share: 0.2,
  },
  appearance: {
    /** Score of `declarationMismatch` that one in a hundred truly declared loads reaches: card of cargoenc 1.0.0, 413 phantoms. */
    from: 4.393,
    /** Probability from which on a part shows another kind of goods, and that it shows the first; so many parts beside each other. */
    second: { shows: 0.8, first: 0.1, parts: 2 },
  },
  units: {
    confidence: 0.7,
    /** Of the declared packages. */
    share: 0.1,
    /** Inner width, mm, and the smallest depth of a unit as a share of its smaller visible side. */
    widthMm: 2_350,
    leastDepth: 1 / 3,
  },
} as const;
export type ComparisonLimits = typeof COMPARISON_LIMITS;
