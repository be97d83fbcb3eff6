import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type CleanScore,
  DomainError,
  type LoadKind,
  loadKindOf,
  type ScanResult,
  thresholdTable,
  whyNotBelieved,
} from '@h986/domain';
import { readStoredScan, writeWhole } from '@h986/fixtures';
import { analyse, rawScanOf } from '../evaluate/judging/analyse.ts';
import { openModels } from '../evaluate/judging/open-models.ts';
import { boxesOf, nothingKnown, recordOf, type ScanMap } from '../evaluate/judging/whole-maps.ts';
import { type CalibrateWanted, checkEnough } from './arguments.ts';
import { cardOf } from './from-phantoms.ts';
import { releasedScans } from './released-scans.ts';

/**
 * Makes a site's own thresholds from scans that were found harmless there: those of a folder, or those that the system which runs here has
 * released. What it promises holds for scans like these, as long as scanner and trade stay what they are.
 *
 * @returns the file that was written
 * @throws {DomainError} `calibration-too-few`, `model-unknown`, `site-missing`, `not-running`, and those of `readStoredScan`
 */
export async function calibrateFromSite(wanted: CalibrateWanted, tell: (text: string) => void): Promise<string[]> {
  const { model, rate, modelsDir, out } = wanted;
  const card = await cardOf(modelsDir, model);
  const scores = wanted.from === 'store' ? releasedScores(wanted) : folderScores(wanted);
  const clean: CleanScore[] = [];
  for await (const score of scores) {
    if (whyNotBelieved(card, score)) continue;
    clean.push(score);
    tell(`${clean.length} clean scans`);
  }
  checkEnough(clean.length, rate);
  const made = new Date().toISOString();
  const table = thresholdTable({ model, digest: card.sha256, falseAlarmRate: rate, source: 'site', made }, clean);
  const folder = join(out, 'thresholds');
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${model}.json`);
  await writeWhole(path, `${JSON.stringify(table)}\n`);
  return [path];
}

type SiteScore = CleanScore & LoadKind;

async function* folderScores({ site, model, modelsDir }: CalibrateWanted): AsyncGenerator<SiteScore> {
  const names = await readdir(site).catch((cause: unknown) => {
    throw new DomainError('site-missing', `there is no folder of scans at ${site}`, { cause });
  });
  const models = await openModels(modelsDir);
  for (const name of names.filter((one) => one.endsWith('.scan.json')).sort()) {
    const { result, maps } = await analyse(rawScanOf(await readStoredScan(join(site, name))), models);
    // Stored scans do not say whose they are: one folder, one scanner.
    const score = scoreOfMap(result, maps, model);
    if (result.extent === 'whole' && Number.isFinite(score))
      yield { score, scanner: null, ...loadKindOf(result.containers) };
  }
}

async function* releasedScores({ model, modelsDir }: CalibrateWanted): AsyncGenerator<SiteScore> {
  for await (const { result, maps } of releasedScans(await openModels(modelsDir), model)) {
    const score = scoreOfMap(result, maps, model);
    if (result.extent !== 'whole' || !Number.isFinite(score)) continue;
    yield { score, scanner: result.order.lane, ...loadKindOf(result.containers) };
  }
}

function scoreOfMap(result: ScanResult, maps: readonly ScanMap[], model: string): number {
  const map = maps.find((one) => one.model.card.name === model) as ScanMap;
  const seen = nothingKnown(result);
  return recordOf(map, { ...seen, boxes: boxesOf(result, seen) }).peaks[0]?.value ?? Number.NEGATIVE_INFINITY;
}
