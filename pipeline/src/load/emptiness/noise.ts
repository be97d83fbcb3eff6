/**
 * Guessed, not measured: these have still to come from bare phantoms of training seeds, at one in two hundred, before anything may be called
 * empty by them. `misfit`: from here on the container is none that is known.
 */
export const NOISE = {
  closed: { blob: 25, massKg: 150, misfit: 2.2 },
  open: { blob: 40, massKg: 400, misfit: 2.2 },
} as const;
