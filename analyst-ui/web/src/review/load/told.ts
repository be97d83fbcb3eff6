import {
  type BoxPx,
  defaultPolicy,
  type Observation,
  type ObservationRule,
  policyNamed,
  ruleFor,
  type ScanDetail,
} from '@h986/domain';
import type { MarkedBox } from '../../viewer/index.ts';

/** An observation as the desk shows it. */
export interface Told {
  /** Unique in the scan; what lights it, here and on the picture. */
  id: string;
  /** At its place on the picture; null where it is nowhere. */
  label: string | null;
  observation: Observation;
  makes: ObservationRule['makes'] | 'told';
}

const GRAVITY: Record<Told['makes'], number> = { suspicious: 2, inconclusive: 1, told: 0 };

/** All that result and comparison have to say of the load, what weighs most in the verdict first. */
export function toldOf({ result, comparison }: Pick<ScanDetail, 'result' | 'comparison'>): Told[] {
  const policy = policyNamed(result?.verdict.policy.name ?? '') ?? defaultPolicy;
  const all = [...(result?.load?.observations ?? []), ...(comparison?.observations ?? [])];
  const counts = new Map<string, number>();
  const weighed = all.map((observation) => {
    const name = nameOf(observation.code, observation.container);
    const nth = (counts.get(name) ?? 0) + 1;
    counts.set(name, nth);
    const rule = ruleFor(observation, policy);
    return {
      id: nth === 1 ? name : `${name}-${nth}`,
      observation,
      makes: rule?.makes ?? ('told' as const),
      weight: rule?.weight ?? 0,
    };
  });
  weighed.sort((a, b) => GRAVITY[b.makes] - GRAVITY[a.makes] || b.weight - a.weight);
  let places = 0;
  return weighed.map(({ weight: _, ...told }) => ({
    ...told,
    label: told.observation.boxPx ? letter(places++) : null,
  }));
}

/** The id of what a verdict's reason speaks of. */
export const nameOf = (code: string, container: number | string | null): string =>
  `observation-${code}-${container === null || container === '' ? 'scan' : container}`;

/** Boxes for the picture; only the lit one is drawn (see load.css): there are findings enough. */
export function placesOf(told: readonly Told[]): MarkedBox[] {
  return told.flatMap(({ id, label, observation }) => {
    const box: BoxPx | undefined = observation.boxPx;
    return box && label !== null ? [{ id, kind: 'observation', label, box, weak: true }] : [];
  });
}

/** a, b … z, then a2: letters, because findings have the numbers. */
const letter = (n: number): string =>
  String.fromCharCode(97 + (n % 26)) + (n < 26 ? '' : String(Math.floor(n / 26) + 1));
