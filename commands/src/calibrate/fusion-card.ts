import type { FusionCard, MapCard } from '@h986/domain';

/** Of how a risk is made up; coefficients alone are told apart by the card's digest. */
export const FUSION_VERSION = '1.1.0';

export interface FittedOn {
  model: Pick<MapCard, 'name' | 'version' | 'sha256'>;
  clean: number;
  threats: number;
  seed: number;
}

/** The card that goes with coefficients: a candidate until somebody has looked at its figures. */
export function fusionCard(
  fitted: Pick<FusionCard, 'intercept' | 'terms'>,
  { model, clean, threats, seed }: FittedOn,
): FusionCard {
  const idle = fitted.terms.filter(({ weight }) => weight === 0).map(({ feature }) => feature);
  return {
    name: 'fusion',
    version: FUSION_VERSION,
    state: 'candidate',
    job: 'fusion',
    summary:
      `One risk figure for a scan from what ${model.name} and the checks beside it say: a logistic in which no weight is ` +
      'negative, so that more of anything never lowers the risk. Its reasons are its terms, the greatest first. Where a map ' +
      'for loads of this kind alone gives more, as emptyseg in an empty container, the risk is that map’s probability.',
    model: { name: model.name, sha256: model.sha256 },
    ...fitted,
    training: {
      data: `${clean} clean phantom scans and ${threats} with a threat, counted as if there were as many of each`,
      seeds: `clean from ${seed}, threats from ${seed + 50_000_000}`,
      licence: 'Apache-2.0',
      command: `npm run calibrate -- --model ${model.name} --scans ${clean} --threats ${threats} --seed ${seed}`,
    },
    phantomTrained: true,
    figures: [],
    knownFailures:
      idle.length > 0
        ? [`No weight: ${idle.join(', ')}. The phantoms that it was fitted on say nothing about them.`]
        : [],
    limits: [
      'Fitted on simulated cargo: on real scans it orders at best.',
      'At even odds of clean and not: where one container in a thousand is not clean the probability is far too high.',
      `Holds for ${model.name} ${model.version} with the digest above and for no other file; it is raised by whichever map for such loads alone is active.`,
    ],
    licence: 'Apache-2.0',
  };
}
