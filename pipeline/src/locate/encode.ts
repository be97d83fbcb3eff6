import {
  type AlgorithmRun,
  type BoxPx,
  type ContainerLoad,
  DomainError,
  type EncoderCard,
  errorCode,
  type LocatedContainer,
} from '@h986/domain';
import { fitBox } from '@h986/imaging';
import type { Coarse } from '../coarse/coarse.ts';
import { runOf } from '../conclusion/runs.ts';
import { type Model, outputOf } from '../registry/model.ts';
import type { Tools } from '../tools.ts';
import type { Located } from './locate.ts';

/**
 * What the load of each located container looks like. It is told, not judged: only who knows the declaration can hold one against the
 * other. So nothing is thrown, and without it the containers are as they were.
 */
export async function tryEncoding(
  coarse: Coarse,
  located: Located | null,
  { encoder }: Pick<Tools, 'encoder'>,
): Promise<{ containers: LocatedContainer[]; runs: AlgorithmRun[] }> {
  const containers = located?.containers ?? [];
  if (!encoder) return { containers, runs: [] };
  const { card } = encoder;
  if (containers.length === 0) return { containers, runs: [runOf(card, 'not-applicable', 'no-container')] };
  try {
    const withLoad: LocatedContainer[] = [];
    for (const container of containers)
      withLoad.push({ ...container, load: await encode(encoder, coarse, container.boxPx) });
    return { containers: withLoad, runs: [runOf(card, 'ran')] };
  } catch (error) {
    return { containers, runs: [runOf(card, 'failed', errorCode(error))] };
  }
}

async function encode(
  { card, run }: Model<EncoderCard>,
  { picture, grid }: Coarse,
  box: BoxPx,
): Promise<ContainerLoad> {
  const [, , rows, columns] = card.input.shape;
  const { linesPerColumn, channelsPerRow } = grid;
  const part = {
    x: box.x / linesPerColumn,
    y: box.y / channelsPerRow,
    w: box.w / linesPerColumn,
    h: box.h / channelsPerRow,
  };
  const tile = new Uint16Array(2 * rows * columns);
  tile.set(fitBox(picture.high, part, { rows, columns }));
  tile.set(fitBox(picture.low, part, { rows, columns }), rows * columns);
  const outputs = await run(tile);
  if (!Object.values(outputs).every((values) => values.every(Number.isFinite)))
    throw new DomainError('model-failed', 'the encoder gave what is no number');
  const embedding = outputOf(outputs, card.embedding.name);
  return {
    classes: card.appearance.classes,
    appearance: short(outputOf(outputs, card.appearance.name)),
    parts: card.parts ? short(outputOf(outputs, card.parts.appearance)) : [],
    embedding: Buffer.from(embedding.buffer, embedding.byteOffset, embedding.byteLength).toString('base64'),
  };
}

const short = (values: Float32Array): number[] => Array.from(values, (value) => Math.round(value * 1000) / 1000);
