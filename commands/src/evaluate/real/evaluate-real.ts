import { errorCode, reachesAlarm, type ScanResult } from '@h986/domain';
import type { ModelSet } from '@h986/pipeline';
import { chanceOf } from '../../training-data/drawn-profile.ts';
import { analyse, rawScanOf } from '../judging/analyse.ts';
import { labelOf } from '../judging/map-cards.ts';
import { type Background, PROFILE, phantomBackground, readBackgrounds } from './backgrounds.ts';
import { CONCEALMENTS, type Concealment, nameOf } from './concealments.ts';
import { groupsOf, type Hit, hitOf, type RealFigures } from './hits.ts';
import { type Projected, project } from './project.ts';

type ByModel = Record<string, { sha256: string; groups: RealFigures[] }>;

export interface RealReport {
  /** Findings on the untouched scans, by model and scan, at their threshold and below: whatever they are, nothing was put there. */
  untouched: { scan: string; findings: Record<string, { alarms: number; below: number }>; verdict: string }[];
  models: ByModel;
  /** The same concealments in phantom goods of the same scanner: what the figures of the real ones are to be held against. */
  phantom: ByModel;
}

/** Places are drawn from here on. */
export const REAL_SEED = 920_000_000;

/**
 * Puts concealments of known stuff into real scans, and into as many phantom ones of the same scanner, and says which are found.
 *
 * @throws {DomainError} `background-missing` without a folder or scans in it, and those of `decodeNpy`
 */
export async function evaluateReal(
  folder: string,
  scans: number,
  models: ModelSet,
  tell: (text: string) => void,
): Promise<RealReport> {
  const backgrounds = await readBackgrounds(folder);
  const running = [...models.models, ...models.shadow].map(({ card }) => card);
  const cards = running.map((card) => ({ ...card, label: labelOf(card, running) }));
  const untouched: RealReport['untouched'] = [];
  for (const { name, scan } of backgrounds) {
    const { result } = await analyse(rawScanOf(scan), models);
    untouched.push({ scan: name, findings: countByModel(result), verdict: result.verdict.kind });
  }
  const figuresOf = async (
    what: string,
    backgroundOf: (round: number, turn: number) => Background,
  ): Promise<ByModel> => {
    const hits = new Map<string, Hit[]>(cards.map(({ label }) => [label, []]));
    for (let i = 0; i < scans; i++) {
      tell(`${what} ${i + 1}/${scans}`);
      const round = Math.floor(i / backgrounds.length);
      const concealment = CONCEALMENTS[round % CONCEALMENTS.length] as Concealment;
      const projected = tryProject(backgroundOf(round, i % backgrounds.length), concealment, i);
      if (!projected) continue;
      const analysed = await analyse(rawScanOf(projected.scan), models);
      for (const { label, sha256 } of cards)
        hits.get(label)?.push({ group: nameOf(concealment), ...hitOf(analysed, projected, sha256) });
    }
    return Object.fromEntries(
      cards.map(({ label, sha256 }) => [label, { sha256, groups: groupsOf(hits.get(label) ?? []) }]),
    );
  };
  const real = await figuresOf('real', (_, turn) => backgrounds[turn] as Background);
  return { untouched, models: real, phantom: await figuresOf('phantom', phantoms(backgrounds.length)) };
}

/** One phantom hides each of the concealments once, as many side by side as there are real scans. */
function phantoms(turns: number): (round: number, turn: number) => Background {
  const byTurn: Background[] = [];
  return (round, turn) => {
    const before = round % CONCEALMENTS.length;
    if (before === 0) byTurn[turn] = phantomBackground((round / CONCEALMENTS.length) * turns + turn);
    return byTurn[turn] as Background;
  };
}

/** Null where the goods could not hide it. */
function tryProject({ scan, within }: Background, concealment: Concealment, n: number): Projected | null {
  try {
    return project(scan, concealment, PROFILE, chanceOf(REAL_SEED + n), within);
  } catch (error) {
    if (errorCode(error) === 'no-place') return null;
    throw error;
  }
}

function countByModel({ findings, shadow }: ScanResult): RealReport['untouched'][number]['findings'] {
  const counts: RealReport['untouched'][number]['findings'] = {};
  for (const finding of [...findings, ...(shadow?.findings ?? [])]) {
    const { name } = finding.algorithm;
    counts[name] ??= { alarms: 0, below: 0 };
    counts[name][reachesAlarm(finding) ? 'alarms' : 'below']++;
  }
  return counts;
}
