import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calibrated, DomainError, FusionCard, type FusionInput, fuse, type MapCard } from '@h986/domain';
import { logOdds } from '@h986/domain/statistics';
import { labelOf } from './judging/map-cards.ts';
import type { ScanRecord } from './judging/record.ts';

/** Under this name the fused risk stands among the models. */
export const FUSION = 'fusion';

/**
 * The newest coefficients, null where there are none yet or they were fitted on the values of none of these models: of another file's
 * values they say nothing.
 *
 * @throws {DomainError} `fusion-card` for one that cannot be read
 */
export async function readFusionCard(modelsDir: string, models: readonly MapCard[]): Promise<FusionCard | null> {
  const versions = await readdir(join(modelsDir, FUSION)).catch(() => []);
  const [newest] = versions.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  if (!newest) return null;
  const path = join(modelsDir, FUSION, newest, 'card.json');
  try {
    const card = FusionCard.parse(JSON.parse(await readFile(path, 'utf8')));
    return models.some(({ sha256 }) => sha256 === card.model.sha256) ? card : null;
  } catch (cause) {
    throw new DomainError('fusion-card', `no readable card at ${path}`, { cause });
  }
}

/** What a judged scan gives to its risk; null where the model did not judge it. Phantoms are whole, and nothing was compared with papers. */
export function fusionInput({ maps }: ScanRecord, model: string): FusionInput | null {
  const map = maps[model];
  const [first, second] = map?.peaks ?? [];
  if (!map || !first) return null;
  return {
    strongestAnomaly: first.value,
    secondAnomaly: second?.value ?? first.value,
    anomalousCells: map.anomalousCells,
    declarationMismatch: 0,
    emptiesResidual: 0,
    qualityDoubt: 0,
  };
}

/** Whether a map's probability may raise the risk: one for loads of some kinds alone that decides. */
export function mayRaise({ onlyFor, state }: Pick<MapCard, 'onlyFor' | 'state'>): boolean {
  return onlyFor !== undefined && state === 'active';
}

/**
 * The same records with the fused risk beside the models, in log-odds, at the places of its model, or at those of a map for loads of this kind
 * alone that decides and raises it.
 *
 * @param records without the maps that are not believed, see `believed`
 */
export function withFusion(records: readonly ScanRecord[], card: FusionCard, models: readonly MapCard[]): ScanRecord[] {
  return records.map((record) => {
    const input = fusionInput(record, card.model.name);
    const map = record.maps[card.model.name];
    if (!input || !map) return record;
    const own = { value: logOdds(fuse(input, card).probability), peaks: map.peaks };
    const ofSuchLoads = models.filter(mayRaise).flatMap((model) => {
      const { peaks } = record.maps[labelOf(model, models)] ?? { peaks: [] };
      return peaks[0] ? [{ value: logOdds(calibrated(model, peaks[0].value) ?? 0), peaks }] : [];
    });
    const { value, peaks } = ofSuchLoads.reduce((most, one) => (one.value > most.value ? one : most), own);
    const raised = peaks.map((peak) => ({ ...peak, value }));
    return { ...record, maps: { ...record.maps, [FUSION]: { ...map, peaks: raised } } };
  });
}
