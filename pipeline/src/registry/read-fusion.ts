import { createHash } from 'node:crypto';
import { DomainError, FusionCard } from '@h986/domain';

/** The fusion's folder among the models. It has no ONNX file: its card is all there is of it. */
export const FUSION = 'fusion';

/** Coefficients that put a scan's risk into one figure, and the digest of the card that holds them. */
export interface Fusion {
  card: FusionCard;
  sha256: string;
}

/** @throws {DomainError} `model-card` for a card that is none */
export function readFusion(text: string, folder: string): Fusion {
  try {
    const card = FusionCard.parse(JSON.parse(text));
    return { card, sha256: createHash('sha256').update(text).digest('hex') };
  } catch (cause) {
    throw new DomainError('model-card', `no readable card in ${folder}`, { cause, details: { folder } });
  }
}
