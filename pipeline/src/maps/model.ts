import type { ModelCard } from '@h986/domain';

/** A model ready to run. */
export interface Model {
  card: ModelCard;
  /**
   * @param tile high and low of one tile, one after the other, as the card's input says
   * @returns the output's cells, row by row
   * @throws {DomainError} `model-failed`, which may go away by itself
   */
  run(tile: Uint16Array): Promise<Float32Array>;
}

/** Side of a model's square output, in cells. */
export function outputSide({ input, output }: Pick<ModelCard, 'input' | 'output'>): number {
  return (input.shape[3] - 2 * input.marginPx) / output.stridePx;
}
