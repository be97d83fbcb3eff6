import { appearanceOf, families, type ScannerProfile, type SecondLot, trainingSeed } from '@h986/fixtures';
import { chanceOf, drawnProfile, HELD_OUT } from '../training-data/drawn-profile.ts';

/** What one scan for the encoder shows. */
export interface LoadPlan {
  profile: ScannerProfile;
  family: string;
  second?: SecondLot;
}

/** Of the loads, so many have goods of another look at one end. */
const SHARE_MIXED = 0.4;
const SECOND_SHARE = [0.18, 0.5] as const;

const held: readonly string[] = HELD_OUT;
const taught = families.filter(({ name }) => !held.includes(name));

/**
 * Every family as often as any other; the same seed gives the same plan.
 *
 * @throws {DomainError} `evaluation-seed`, unless the scans are for evaluation
 */
export function loadPlan(seed: number, { evaluation = false } = {}): LoadPlan {
  const chance = chanceOf(evaluation ? seed : trainingSeed(seed));
  const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T;
  const profile = drawnProfile(chance);
  const family = pick(taught);
  const looks = appearanceOf(family.name);
  const others = taught.filter(
    ({ name, containers }) =>
      name !== 'empty' && appearanceOf(name) !== looks && containers.some((one) => family.containers.includes(one)),
  );
  if (others.length === 0 || chance() >= SHARE_MIXED) return { profile, family: family.name };
  const [least, most] = SECOND_SHARE;
  return {
    profile,
    family: family.name,
    second: { family: pick(others).name, share: least + (most - least) * chance() },
  };
}
