import { errorCode, TrainingId } from '@h986/domain';
import { families, profileOf, type ScannerProfile, threatFamilies, threatPicture } from '@h986/fixtures';
import type { ObjectStore } from '@h986/stores';
import { ulid } from 'ulid';
import { chanceOf } from '../training-data/drawn-profile.ts';
import { type Background, phantomBackground } from './backgrounds.ts';
import { projectThreat } from './project-threat.ts';
import { writeTrainingScan } from './write-training-scan.ts';

/** What is hidden on purpose, not what is merely wrong. */
export const HIDDEN_FAMILIES = threatFamilies.filter(({ kind }) => kind === 'concealment').map(({ name }) => name);
/** Threats are drawn anew so often until one fits into the goods. */
const TRIES = 6;

export interface MakeTools {
  objects: ObjectStore;
  /** After each picture. */
  tell(text: string): void;
}

/** An exercise from a clean scan: in every second one, by chance, a known threat is projected into it. */
export async function makeExercise(background: Background, seed: number, { objects, tell }: MakeTools): Promise<void> {
  const chance = chanceOf(seed);
  const hidden = chance() < 0.5 ? hideThreat(background, seed, HIDDEN_FAMILIES, chance) : null;
  await write(objects, 'exercise', background, hidden);
  tell(`exercise: ${background.cargo ?? background.scanId}, ${hidden?.threat.family ?? 'nothing hidden'}`);
}

/** References: every family of goods once, clean, and every kind of concealment once. */
export async function makeReferences(seed: number, tools: MakeTools): Promise<void> {
  const wanted = [
    ...families.map(({ name }) => ({ family: name, threat: null })),
    ...HIDDEN_FAMILIES.map((threat) => ({ family: undefined, threat })),
  ];
  for (const [i, { family, threat }] of wanted.entries()) {
    const background = phantomBackground(seed + i, family);
    const hidden = threat ? hideThreat(background, seed + i, [threat], chanceOf(seed + i)) : null;
    if (threat && !hidden) continue;
    await write(tools.objects, 'reference', background, hidden);
    tools.tell(`reference ${i + 1}/${wanted.length}: ${background.cargo}${threat ? `, ${threat}` : ''}`);
  }
}

type Hidden = ReturnType<typeof projectThreat> & { threat: { family: string } };

/** Null where none of the threats that were drawn fits. */
function hideThreat(
  { transmission, containers, geometry }: Background,
  seed: number,
  from: readonly string[],
  chance: () => number,
): Hidden | null {
  const profile: ScannerProfile = { ...profileNear(geometry.highMv, geometry.lowMv), geometry };
  for (let i = 0; i < TRIES; i++) {
    const family = from[Math.floor(chance() * from.length)] as string;
    try {
      const threat = threatPicture({ seed: seed + i, threat: family, profile });
      return { ...projectThreat(transmission, threat, { profile, within: containers, chance }), threat: { family } };
    } catch (error) {
      if (errorCode(error) !== 'no-place' && errorCode(error) !== 'threat-without-place') throw error;
    }
  }
  return null;
}

/** Of the simulated scanners the one whose energies are these. */
function profileNear(highMv: number, lowMv: number): ScannerProfile {
  const names = ['h986-6-4', 'h986-6-3', 'h986-9-6'] as const;
  const away = (name: string): number => {
    const { geometry } = profileOf(name);
    return Math.abs(geometry.highMv - highMv) + Math.abs(geometry.lowMv - lowMv);
  };
  return profileOf([...names].sort((a, b) => away(a) - away(b))[0]);
}

async function write(
  objects: ObjectStore,
  kind: 'exercise' | 'reference',
  { scanId, geometry, transmission, cargo }: Background,
  hidden: Hidden | null,
): Promise<void> {
  const about = {
    id: TrainingId.parse(ulid()),
    kind,
    background: scanId,
    geometry,
    cargo,
    threat: hidden && { family: hidden.threat.family, boxPx: hidden.boxPx },
    madeAt: new Date().toISOString(),
  };
  await writeTrainingScan(objects, about, hidden?.scan ?? transmission);
}
