import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { DomainError, errorCode, reachesAlarm, type ScanResult } from '@h986/domain';
import { clopperPearson, type Interval } from '@h986/domain/statistics';
import { profileOf, type StoredScan, storedFromPicture } from '@h986/fixtures';
import { decodeNpy } from '@h986/imaging';
import type { ModelSet } from '@h986/pipeline';
import { chanceOf } from '../../training-data/drawn-profile.ts';
import { type Analysed, analyse, rawScanOf } from '../judging/analyse.ts';
import { labelOf } from '../judging/map-cards.ts';
import { boxesOf, nothingKnown, recordOf } from '../judging/whole-maps.ts';
import { CONCEALMENTS, nameOf } from './concealments.ts';
import { type Projected, project } from './project.ts';

/** How often one model finds a kind of concealment in real goods. */
export interface RealFigures {
  group: string;
  scans: number;
  /** Its highest place lies on it. */
  highest: Interval;
  /** One of its five highest does. */
  amongFive: Interval;
  /** A finding of it has its middle on it: one at its threshold, and any, whatever its score. */
  found: Interval;
  asFinding: Interval;
}

export interface RealReport {
  /** Findings on the untouched scans, by model and scan, at their threshold and below: whatever they are, nothing was put there. */
  untouched: { scan: string; findings: Record<string, { alarms: number; below: number }>; verdict: string }[];
  models: Record<string, { sha256: string; groups: RealFigures[] }>;
}

/** Places are drawn from here on. */
export const REAL_SEED = 920_000_000;
/** Beside a concealment this still counts as on it, px. */
const BESIDE_PX = 10;
/** The public scans come from such a scanner; what they state of their pitch does not fit a container: see PHANTOM.md. */
const PROFILE = profileOf('r60');
const FULL_SCALE = 63_570;

/**
 * Puts concealments of known stuff into real scans and says which are found.
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
  const hits = new Map<string, Hit[]>(cards.map(({ label }) => [label, []]));
  const untouched: RealReport['untouched'] = [];
  for (const { name, scan } of backgrounds) {
    const { result } = await analyse(rawScanOf(scan), models);
    untouched.push({ scan: name, findings: countByModel(result), verdict: result.verdict.kind });
  }
  for (let i = 0; i < scans; i++) {
    tell(`real ${i + 1}/${scans}`);
    const { scan } = backgrounds[i % backgrounds.length] as (typeof backgrounds)[number];
    const concealment = CONCEALMENTS[
      Math.floor(i / backgrounds.length) % CONCEALMENTS.length
    ] as (typeof CONCEALMENTS)[number];
    const projected = tryProject(scan, concealment, i);
    if (!projected) continue;
    const analysed = await analyse(rawScanOf(projected.scan), models);
    for (const card of cards)
      hits.get(card.label)?.push({ group: nameOf(concealment), ...hitOf(analysed, projected, card.sha256) });
  }
  return {
    untouched,
    models: Object.fromEntries(
      cards.map(({ label, sha256 }) => [label, { sha256, groups: groupsOf(hits.get(label) ?? []) }]),
    ),
  };
}

interface Hit {
  group: string;
  highest: boolean;
  amongFive: boolean;
  found: boolean;
  asFinding: boolean;
}

function hitOf({ result, maps }: Analysed, { mask, box }: Projected, digest: string): Omit<Hit, 'group'> {
  const map = maps.find((one) => one.model.card.sha256 === digest);
  const seen = nothingKnown(result);
  const peaks = map ? recordOf(map, { ...seen, mask, boxes: boxesOf(result, seen) }).peaks : [];
  const onIt = [...result.findings, ...(result.shadow?.findings ?? [])].filter(({ algorithm, boxPx: b }) => {
    const [x, y] = [b.x + b.w / 2, b.y + b.h / 2];
    const within = (at: number, from: number, length: number) =>
      at >= from - BESIDE_PX && at < from + length + BESIDE_PX;
    return algorithm.digest === digest && within(x, box.x, box.w) && within(y, box.y, box.h);
  });
  return {
    highest: peaks[0]?.onThreat ?? false,
    amongFive: peaks.some(({ onThreat }) => onThreat),
    found: onIt.some(reachesAlarm),
    asFinding: onIt.length > 0,
  };
}

function groupsOf(hits: readonly Hit[]): RealFigures[] {
  const figures = (group: string, of: readonly Hit[]): RealFigures => {
    const share = (by: keyof Omit<Hit, 'group'>): Interval =>
      clopperPearson(of.filter((hit) => hit[by]).length, of.length);
    return {
      group,
      scans: of.length,
      highest: share('highest'),
      amongFive: share('amongFive'),
      found: share('found'),
      asFinding: share('asFinding'),
    };
  };
  const groups = [...new Set(hits.map(({ group }) => group))];
  return [
    figures('all', hits),
    ...groups.map((group) =>
      figures(
        group,
        hits.filter((hit) => hit.group === group),
      ),
    ),
  ];
}

/** Null where the goods could not hide it. */
function tryProject(scan: StoredScan, concealment: (typeof CONCEALMENTS)[number], n: number): Projected | null {
  try {
    return project(scan, concealment, PROFILE, chanceOf(REAL_SEED + n));
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

async function readBackgrounds(folder: string): Promise<{ name: string; scan: StoredScan }[]> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith('.npy')).sort();
  if (files.length === 0) throw new DomainError('background-missing', `there is no scan (.npy) in ${folder}`);
  const { linePitchMm, channelPitchMm } = PROFILE.geometry;
  const options = { linePitchMm, channelPitchMm, fullScale: FULL_SCALE };
  return Promise.all(
    files.map(async (file) => ({
      name: basename(file, '.npy'),
      scan: storedFromPicture(decodeNpy(await readFile(join(folder, file))), options),
    })),
  );
}
