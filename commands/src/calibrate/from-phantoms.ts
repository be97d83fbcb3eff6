import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DomainError, type MapCard, thresholdTable } from '@h986/domain';
import { fitPlatt } from '@h986/domain/statistics';
import { writeWhole } from '@h986/fixtures';
import { believed } from '../evaluate/believed.ts';
import { openCache } from '../evaluate/cache.ts';
import { calibrationScans } from '../evaluate/calibration-scans.ts';
import { isSigned } from '../evaluate/judging/map-cards.ts';
import { digestsOf, mapCards } from '../evaluate/judging/open-models.ts';
import type { ScanRecord } from '../evaluate/judging/record.ts';
import { planOf } from '../evaluate/plan.ts';
import { judgements } from '../evaluate/run.ts';
import { scoreOf } from '../evaluate/scores.ts';
import { calibrationSuite, emptiesCalibration } from '../evaluate/suites.ts';
import { type CalibrateWanted, THREAT_SEEDS_AFTER } from './arguments.ts';
import { fitFusion } from './fit-fusion.ts';
import { FUSION_VERSION, fusionCard } from './fusion-card.ts';

/**
 * Makes a model's thresholds and probabilities, and the fused risk's coefficients, from phantoms of calibration seeds. A model that is
 * believed of some loads alone gets its own from these, and no risk is fitted to it.
 *
 * @returns the files that were written
 * @throws {DomainError} `model-unknown`, and as `openModels`
 */
export async function calibrateFromPhantoms(
  { scans, threats, seed, model, rate, modelsDir, workers, cacheDir }: CalibrateWanted,
  tell: (text: string) => void,
): Promise<string[]> {
  const card = await cardOf(modelsDir, model);
  const cache = await openCache(cacheDir, Object.values(await digestsOf(modelsDir)));
  const common = { setup: { modelsDir }, cache, workers, tell };
  const emptiesOnly = card.onlyFor?.every((kind) => kind === 'empty') ?? false;
  const judged = await calibrationScans(scans, common, { seed, emptiesOnly });
  const clean = { drawn: believed(judged.drawn, [card]), ofCargo: believed(judged.ofCargo, [card]) };
  const threatPlans = planOf(emptiesOnly ? emptiesCalibration : calibrationSuite, {
    scans: threats,
    seed: seed + THREAT_SEEDS_AFTER,
    threats: 'all',
  });
  const grave = await judgements({ ...common, plans: threatPlans, label: 'with threats' });

  const folder = join(modelsDir, model, card.version);
  const made = new Date().toISOString();
  const about = { model, digest: card.sha256, falseAlarmRate: rate, source: 'phantom', made } as const;
  const table = thresholdTable(about, [
    ...clean.drawn.flatMap(scoredBy(model)),
    ...clean.ofCargo.flatMap(scoredBy(model)).map((one) => ({ ...one, ofCargoOnly: true })),
  ]);
  const files = [join(folder, 'thresholds.json')];
  await writeWhole(files[0] as string, `${JSON.stringify(table)}\n`);
  if (!isSigned(card)) {
    const scores = (records: readonly ScanRecord[]): number[] => records.flatMap((one) => scoreOf(one, model) ?? []);
    files.push(
      await writeProbability(
        join(folder, 'card.json'),
        fitPlatt(scores(clean.drawn), scores(believed(grave.records, [card]))),
      ),
    );
  }
  if (card.onlyFor) return files;
  const fitted = fitFusion(clean.drawn, grave.records, model);
  const counts = { model: card, clean: clean.drawn.length, threats: grave.records.length, seed };
  const fusion = join(modelsDir, 'fusion', FUSION_VERSION, 'card.json');
  await mkdir(dirname(fusion), { recursive: true });
  await writeWhole(fusion, `${JSON.stringify(fusionCard(fitted, counts), null, 2)}\n`);
  return [...files, fusion];
}

/** @throws {DomainError} `model-unknown`, or `model-ambiguous` where several versions of it run */
export async function cardOf(modelsDir: string, model: string): Promise<MapCard> {
  const [card, ...others] = (await mapCards(modelsDir)).filter(({ name }) => name === model);
  if (others.length > 0)
    throw new DomainError('model-ambiguous', `several versions of ${model} run: let one run alone`);
  if (card) return card;
  throw new DomainError('model-unknown', `no model ${model} that makes maps runs in ${modelsDir}`);
}

function scoredBy(model: string) {
  return (record: ScanRecord) => {
    const score = scoreOf(record, model);
    // Phantoms come from no lane.
    return score === null ? [] : [{ score, scanner: null, cargoClass: record.cargoClass }];
  };
}

/** Into the card, whose other words and lines stay as somebody wrote them. @throws {DomainError} `model-card` without a place for it */
async function writeProbability(path: string, { a, b }: { a: number; b: number }): Promise<string> {
  const text = await readFile(path, 'utf8');
  const place = /"calibration":\s*(null|\{[^}]*\})/;
  if (!place.test(text)) throw new DomainError('model-card', `${path} has no calibration to fill in`);
  const short = (value: number): number => Number(value.toPrecision(5));
  await writeWhole(path, text.replace(place, `"calibration": { "a": ${short(a)}, "b": ${short(b)} }`));
  return path;
}
