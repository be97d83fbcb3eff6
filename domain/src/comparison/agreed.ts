import type { Observation } from '../load/observation.ts';
import type { Answer } from './asked.ts';
import type { Assignments } from './assignments.ts';
import type { DeclaredLoad } from './declared-load.ts';
import type { SeenContainer } from './seen.ts';

/** What one rule says of one box and what was declared of it. */
export type Opinion =
  | { kind: 'fits' }
  /** Why it cannot be said. */
  | { kind: 'cannot'; reason: string }
  /** `by`: how badly it does not fit; among opinions of one code the mildest is told. */
  | { kind: 'differs'; by: number; observation: Omit<Observation, 'algorithm' | 'container'> };

export const FITS: Opinion = { kind: 'fits' };
export const cannot = (reason: string): Opinion => ({ kind: 'cannot', reason });

export type Rule = (seen: SeenContainer, declared: DeclaredLoad) => Opinion;
type Differs = Extract<Opinion, { kind: 'differs' }>;

/**
 * What a rule says whichever assignment is the true one. A code that every assignment brings for the same box is said of that box; one
 * that every assignment brings for some box is said of the scan.
 */
export function agreed(rule: Rule, boxes: readonly SeenContainer[], assignments: Assignments): Answer {
  const { possible, reason, orderUnclear } = assignments;
  if (reason !== undefined) return { observations: [], notApplicable: reason };
  const opinions = possible.map((assignment) =>
    boxes.map((box, i) => ({ declared: assignment[i] as DeclaredLoad, ...rule(box, assignment[i] as DeclaredLoad) })),
  );
  const observations = codesOf(opinions).flatMap((code) => saidOf(code, opinions));
  const all = opinions.flat();
  const unsaid = all.find((one) => one.kind === 'cannot');
  const inDoubt = all.some((one) => one.kind === 'differs') && observations.length === 0;
  if (unsaid?.kind === 'cannot') return { observations, notApplicable: unsaid.reason };
  if (inDoubt) {
    return { observations, notApplicable: orderUnclear ? 'containers-unclear' : 'several-declarations' };
  }
  return { observations };
}

type Opinions = readonly (readonly (Opinion & { declared: DeclaredLoad })[])[];

function codesOf(opinions: Opinions): Observation['code'][] {
  const codes = opinions.flat().flatMap((one) => (one.kind === 'differs' ? [one.observation.code] : []));
  return [...new Set(codes)];
}

function saidOf(code: Observation['code'], opinions: Opinions): Answer['observations'] {
  const says = (one: Opinion): one is Differs => one.kind === 'differs' && one.observation.code === code;
  const count = opinions[0]?.length ?? 0;
  const ofBoxes = Array.from({ length: count }, (_, box) => box).filter((box) =>
    opinions.every((some) => some[box] && says(some[box])),
  );
  if (ofBoxes.length > 0) {
    return ofBoxes.map((box) => ({
      ...mildest(opinions.map((some) => some[box]).filter(isSaid(says))),
      container: box,
    }));
  }
  // In every assignment of some box, if not of the same.
  if (!opinions.every((some) => some.some(says))) return [];
  const { boxPx: _, ...observation } = mildest(opinions.flat().filter(isSaid(says)));
  return [{ ...observation, container: null }];
}

type Said = Differs & { declared: DeclaredLoad };
const isSaid =
  (says: (one: Opinion) => one is Differs) =>
  (one: (Opinion & { declared: DeclaredLoad }) | undefined): one is Said =>
    one !== undefined && says(one);

function mildest(said: readonly Said[]): Differs['observation'] {
  const { observation } = said.reduce((least, one) => (one.by < least.by ? one : least));
  const numbers = new Set(said.map(({ declared }) => declared.number));
  const [number] = numbers;
  return numbers.size === 1 && number ? { ...observation, names: { ...observation.names, number } } : observation;
}
