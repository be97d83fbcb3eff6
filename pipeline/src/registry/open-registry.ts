import { DomainError, type EncoderCard, type LocatorCard, type MapCard, type ModelCard } from '@h986/domain';
import type { Model } from './model.ts';
import { openOnnxModel } from './onnx-model.ts';
import type { Fusion } from './read-fusion.ts';
import { type ModelFile, type ModelInUse, type RefusedModel, type Registry, refused } from './read-registry.ts';

/** Every model of a process, by what it may do. */
export interface ModelSet {
  /** All that should run, refused or not. */
  inUse: readonly ModelInUse[];
  /** Maps that decide. */
  models: readonly Model[];
  /** Maps that run beside them, for comparison. */
  shadow: readonly Model[];
  locator: Model<LocatorCard> | null;
  encoder: Model<EncoderCard> | null;
  fusion: Fusion | null;
  refused: readonly RefusedModel[];
}

/**
 * Opens what a process needs of a registry, one after the other. A model that may not run is refused and the rest goes on: its
 * run is `failed` on every scan, and no verdict that needs it is clear.
 *
 * @param jobs that this process does; the models of others stay closed
 */
export async function openRegistry(
  { inUse, files, fusion, refused: unread }: Registry,
  threads: number,
  jobs: readonly ModelCard['job'][] = ['map', 'locator', 'encoder'],
): Promise<ModelSet> {
  const models: Model[] = [];
  const shadow: Model[] = [];
  const locators: Model<LocatorCard>[] = [];
  const encoders: Model<EncoderCard>[] = [];
  const bad = [...unread];
  for (const file of files) {
    if (!jobs.includes(file.card.job)) continue;
    try {
      if (isMap(file)) (file.card.state === 'shadow' ? shadow : models).push(await openOnnxModel(file, threads));
      if (isLocator(file) && file.card.state === 'active') locators.push(await openOnnxModel(file, threads));
      if (isEncoder(file) && file.card.state === 'active') encoders.push(await openOnnxModel(file, threads));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      bad.push(refused({ ...file.card, state: file.card.state === 'shadow' ? 'shadow' : 'active' }, error));
    }
  }
  const [locator = null, ...locatorsToo] = locators;
  const [encoder = null, ...encodersToo] = encoders;
  for (const { card } of [...locatorsToo, ...encodersToo]) {
    const second = new DomainError('model-ambiguous', `there is another active ${card.job}`);
    bad.push(refused({ ...card, state: 'active' }, second));
  }
  const fused = models.some(({ card }) => card.sha256 === fusion?.card.model.sha256) ? fusion : null;
  if (fusion && !fused && jobs.includes('map')) {
    const stranger = new DomainError(
      'fusion-model',
      `fusion was fitted to another ${fusion.card.model.name} than the one here`,
    );
    bad.push(refused({ ...fusion.card, state: 'active', job: null, sha256: fusion.sha256 }, stranger));
  }
  return { inUse, models, shadow, locator, encoder, fusion: fused, refused: bad };
}

const isMap = (file: ModelFile): file is ModelFile<MapCard> => file.card.job === 'map';
const isEncoder = (file: ModelFile): file is ModelFile<EncoderCard> => file.card.job === 'encoder';
const isLocator = (file: ModelFile): file is ModelFile<LocatorCard> => file.card.job === 'locator';
