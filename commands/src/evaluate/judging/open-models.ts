import { stat } from 'node:fs/promises';
import { DomainError, type MapCard, type ThresholdTable } from '@h986/domain';
import { type ModelSet, openRegistry, type Registry, readRegistry } from '@h986/pipeline';

/** The baseline that trained models must beat; its figures stand below theirs. */
const BASELINE = 'outlier';

/** Cards of the models that make maps and run, in shadow or not; the baseline last. @throws as `openModels` */
export async function mapCards(modelsDir: string): Promise<MapCard[]> {
  const { files } = await registryOf(modelsDir);
  const cards = files.flatMap(({ card }) => (card.job === 'map' ? [card] : []));
  return cards.sort((a, b) => Number(a.name === BASELINE) - Number(b.name === BASELINE));
}

/** A model that decides, and from which scores on. */
export interface ShippedModel {
  card: MapCard;
  table: ThresholdTable;
}

/** Of the models that decide about scans those that have thresholds of clean scans. @throws as `openModels` */
export async function shippedModels(modelsDir: string): Promise<ShippedModel[]> {
  const { files } = await registryOf(modelsDir);
  return files.flatMap(({ card, thresholds }) =>
    card.job === 'map' && card.state === 'active' && thresholds ? [{ card, table: thresholds }] : [],
  );
}

/** SHA-256 of every model that takes part. @throws as `openModels` */
export async function digestsOf(modelsDir: string): Promise<Record<string, string>> {
  const { files } = await registryOf(modelsDir);
  return Object.fromEntries(files.map(({ card }) => [card.name, card.sha256]));
}

/**
 * Opens all models of a folder that run, one thread each: as many processes as cores work beside each other.
 *
 * @throws {DomainError} `models-missing` without a folder, and why a model was refused: one that is broken must not go unseen here
 */
export async function openModels(modelsDir: string): Promise<ModelSet> {
  const models = await openRegistry(await registryOf(modelsDir), 1);
  const [refused] = models.refused;
  if (refused) throw refused.error;
  return models;
}

/** The models of a folder, none of them refused. @throws as `openModels` */
export async function registryOf(modelsDir: string): Promise<Registry> {
  const folder = await stat(modelsDir).catch(() => null);
  if (!folder?.isDirectory()) throw new DomainError('models-missing', `there is no folder of models at ${modelsDir}`);
  const registry = await readRegistry(modelsDir, null);
  const [refused] = registry.refused;
  if (refused) throw refused.error;
  return registry;
}
