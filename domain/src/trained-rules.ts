import type { ObservationRule, Policy } from './verdict.ts';

/** A difference of masses must pass both bounds. */
const beyond = (kg: number, share: number): ObservationRule['when'] => [
  { value: 'excessKg', atLeast: kg },
  { value: 'excessShare', atLeast: share },
];

type Rules = ObservationRule[];
const suspicious = (code: ObservationRule['code'], weight: number, when: ObservationRule['when'] = []) =>
  ({ code, when, makes: 'suspicious', weight }) as const;
const inconclusive = (code: ObservationRule['code'], weight: number, when: ObservationRule['when'] = []) =>
  ({ code, when, makes: 'inconclusive', weight }) as const;

/**
 * What follows from what a load says, for a house with trained models.
 *
 * Suspicious is what a person must clear up: it contradicts the papers, or another scan, by more than the readings can be wrong.
 * Inconclusive is what keeps the machine from judging. The rest is told and weighs nothing, because it is wrong too often to cost an
 * analyst's time: counted units, a second kind of goods of one chapter, other goods than a consignee's usual ones, an odd one
 * among siblings, a container that has changed, a limited picture.
 */
export const trainedRules: Rules = [
  suspicious('declared-empty-but-loaded', 0.95),
  // Sample by sample; that one is only very like another is told.
  suspicious('picture-seen-before', 0.9, [{ value: 'exact', atLeast: 1 }]),
  suspicious('heavier-than-declared', 0.8, beyond(5_000, 0.5)),
  suspicious('heavier-than-declared', 0.6, beyond(1_500, 0.15)),
  suspicious('declared-loaded-but-empty', 0.7),
  suspicious('load-looks-different', 0.7),
  suspicious('lighter-than-declared', 0.65, beyond(5_000, 0.5)),
  suspicious('lighter-than-declared', 0.5, beyond(1_500, 0.15)),
  suspicious('part-looks-different', 0.6),
  suspicious('heavy-material', 0.6, [{ value: 'massKg', atLeast: 5 }]),
  suspicious('density-unlike-declared', 0.5, [{ value: 'times', atLeast: 2 }]),
  // A weighbridge and the picture contradict each other: either may be wrong, so it takes more.
  suspicious('heavier-than-weighed', 0.5, beyond(3_000, 0.3)),
  suspicious('lighter-than-weighed', 0.5, beyond(3_000, 0.3)),

  inconclusive('quality-rescan', 0.9),
  // Half a twenty-foot's side could hide cubes of steel of 300 mm. A smaller place, or one that hides organic matter alone, is told.
  inconclusive('partial-unloading-advised', 0.7, [{ value: 'steelAreaM2', atLeast: 7 }]),
  // Half a metre each way; smaller places are told.
  inconclusive('cannot-see-through', 0.6, [{ value: 'areaM2', atLeast: 0.25 }]),
  inconclusive('cargo-cut-off', 0.5),
  inconclusive('heavier-than-weighed', 0.4),
  inconclusive('lighter-than-weighed', 0.4),
  inconclusive('density-unlike-declared', 0.3),
  // Others of the same scan were declared: it was forgotten, or nobody was to know.
  inconclusive('not-declared', 0.3, [{ value: 'declared', atLeast: 1 }]),
];

/**
 * Readings of the load that must not have failed. Without a container there is no load to read, without a material table of the scanner no
 * stuff and no mass to tell; both are said elsewhere.
 */
export const trainedReadings: Policy['required'] = [
  { name: 'quality', acceptNotApplicable: [] },
  { name: 'materials', acceptNotApplicable: ['no-container', 'no-table'] },
  { name: 'mass', acceptNotApplicable: ['no-container', 'no-table', 'scanner-unknown', 'container-unknown'] },
  { name: 'hiding', acceptNotApplicable: ['no-container'] },
];

/** Why a comparison may have nothing to go by, which is no reason for doubt; that it failed is one. */
export const COMPARISON_REASONS = [
  'nothing-declared',
  'several-declarations',
  'containers-unclear',
  'no-reading',
  'no-number',
  'not-a-box',
  'cannot-tell',
  'declared-empty',
  'goods-not-declared',
  'goods-span-containers',
  'mass-not-declared',
  'not-weighed',
  'too-little-load',
  'chapter-not-taught',
  'nothing-counted',
  'packages-not-declared',
] as const;

/** Comparisons that must not have failed. */
export const trainedComparisons: Policy['requiredInRecords'] = [
  'declaration-containers',
  'declaration-empty',
  'declaration-mass',
  'weighbridge-mass',
  'declaration-density',
  'declaration-appearance',
].map((name) => ({ name, acceptNotApplicable: [...COMPARISON_REASONS] }));

/** Log-odds at the heaviest weight: a mismatch that weighs 0.95 takes a scan at even odds to 0.9. */
export const trainedRaises: Policy['raisesRisk'] = {
  'declaration-mismatch': 2.3,
  'empties-residual': 2.3,
  'quality-doubt': 0.5,
};
