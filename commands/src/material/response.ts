import { attenuationOf, beamOf, type Composition, type Weights, weighted } from '@h986/fixtures';

/** What an energy of a scanner answers with: its beam, three weights, and what reaches every pixel by other ways. */
export interface Response {
  endpointMeV: number;
  weights: Weights;
  /** As a share of air. */
  stray: number;
}

/** Stuff and how much of it a ray meets, g/cm2. */
export type Layer = readonly [composition: Composition, gcm2: number];

/**
 * -ln T of layers behind one another, as a scanner reads it.
 *
 * @see P. Lalor and A. Danagoulian, arXiv 2307.12099 (the weights)
 */
export function alphaOf({ endpointMeV, weights, stray }: Response, layers: readonly Layer[]): number {
  const beam = beamOf(endpointMeV);
  const mu = new Float64Array(beam.energies.length);
  for (const [composition, gcm2] of layers) {
    const of = weighted(attenuationOf(composition, beam.energies), weights);
    for (let i = 0; i < mu.length; i++) mu[i] = (mu[i] as number) + gcm2 * (of[i] as number);
  }
  const through = beam.signal.reduce((sum, share, i) => sum + share * Math.exp(-(mu[i] as number)), 0);
  return -Math.log((through + stray) / (1 + stray));
}
