import type { MapCard, ModelCard, ThresholdTable } from '@h986/domain';

/** Values by output name, each flat in its own order. */
export type Outputs = Readonly<Record<string, Float32Array>>;

/** A model ready to run. */
export interface Model<Card extends ModelCard = MapCard> {
  card: Card;
  /** From which values on it alarms; null where only its card says. */
  thresholds?: ThresholdTable | null;
  /**
   * @param tile high and low of one tile, one after the other, as the card's input says
   * @throws {DomainError} `model-failed`, which may go away by itself
   */
  run(tile: Uint16Array): Promise<Outputs>;
}

/** What a map model's output covers, in cells. */
export function outputSize({ input, output }: Pick<MapCard, 'input' | 'output'>): { rows: number; columns: number } {
  const [, , height, width] = input.shape;
  const cells = (side: number): number => (side - 2 * input.marginPx) / output.stridePx;
  return { rows: cells(height), columns: cells(width) };
}

/** The output of this name. @throws never for a model that was opened: its outputs were held against its card */
export function outputOf(outputs: Outputs, name: string): Float32Array {
  return outputs[name] ?? new Float32Array();
}
