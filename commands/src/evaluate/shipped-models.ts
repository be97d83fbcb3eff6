import type { MapCard, ThresholdTable } from '@h986/domain';
import { readRegistry } from '@h986/pipeline';

/** A model that decides, and from which scores on. */
export interface ShippedModel {
  card: MapCard;
  table: ThresholdTable;
}

/** Of the models of a folder that decide about scans those that have thresholds of clean scans. */
export async function shippedModels(modelsDir: string): Promise<ShippedModel[]> {
  const { files } = await readRegistry(modelsDir, null);
  return files.flatMap(({ card, thresholds }) =>
    card.job === 'map' && card.state === 'active' && thresholds ? [{ card, table: thresholds }] : [],
  );
}
