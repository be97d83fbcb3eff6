import { DomainError, type MapCard, type ModelCard } from '@h986/domain';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { tryGoldens } from './golden.ts';
import { type Model, type Outputs, outputSize } from './model.ts';
import type { ModelFile } from './read-registry.ts';

/**
 * Opens a session, once a model a process, for the process's life: sessions leak when they come and go. `run` blocks its
 * process's event loop, so this belongs in a sandboxed one.
 *
 * @throws {DomainError} `model-shape` when the runtime cannot open the file or its input and outputs are not those of its card,
 *   `model-golden` when it does not give what it gave
 */
export async function openOnnxModel<Card extends ModelCard>(
  { card, onnx, goldens, thresholds = null }: ModelFile<Card>,
  threads: number,
): Promise<Model<Card>> {
  const session = await createSession(card, onnx, threads);
  checkShapes(card, session);
  const { input } = card;
  const run = async (tile: Uint16Array): Promise<Outputs> => {
    try {
      const results = await session.run({ [input.name]: new Tensor('uint16', tile, input.shape) });
      const outputs: Record<string, Float32Array> = {};
      for (const [name, tensor] of Object.entries(results)) {
        outputs[name] = Float32Array.from((await tensor.getData()) as Float32Array);
        tensor.dispose();
      }
      return outputs;
    } catch (cause) {
      throw new DomainError('model-failed', `model ${card.name} failed: ${String(cause)}`, { cause, retryable: true });
    }
  };
  const model = { card, thresholds, run };
  // The first run allocates; better now than while a truck is moving.
  await tryGoldens(model, goldens);
  return model;
}

async function createSession(card: ModelCard, onnx: Uint8Array, threads: number): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(onnx, {
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      // Threads that wait busily starve their neighbours on a shared core.
      extra: { session: { intra_op: { allow_spinning: '0' } } },
    });
  } catch (cause) {
    throw new DomainError('model-shape', `model ${card.name} cannot be opened: ${String(cause)}`, { cause });
  }
}

function checkShapes(card: ModelCard, { inputMetadata, outputMetadata }: InferenceSession): void {
  const found = [...inputMetadata, ...outputMetadata].map((m) =>
    m.isTensor ? [m.name, m.type, ...m.shape] : [m.name],
  );
  const outputs = outputsOf(card).map(([name, ...shape]) => [name, 'float32', ...shape]);
  const wanted = [[card.input.name, card.input.type, ...card.input.shape], ...outputs];
  const inOrder = (lists: unknown[][]): string => JSON.stringify(lists.map((list) => JSON.stringify(list)).sort());
  if (inOrder(found) === inOrder(wanted)) return;
  throw new DomainError('model-shape', `model ${card.name} ${card.version} is not as its card says`, {
    details: { found, wanted },
  });
}

type Output = [name: string, ...shape: number[]];

function outputsOf(card: ModelCard): Output[] {
  const [, , height, width] = card.input.shape;
  switch (card.job) {
    case 'map':
      return mapOutputs(card);
    case 'locator':
      return [[card.output.name, 1, card.output.classes.length, height, width]];
    case 'encoder': {
      const { embedding, appearance, parts } = card;
      const classes = appearance.classes.length;
      const whole: Output[] = [
        [embedding.name, 1, embedding.length],
        [appearance.name, 1, classes],
      ];
      if (!parts) return whole;
      return [
        ...whole,
        [parts.embedding, 1, parts.count, embedding.length],
        [parts.appearance, 1, parts.count, classes],
      ];
    }
  }
}

function mapOutputs(card: MapCard): Output[] {
  const { rows, columns } = outputSize(card);
  const map: Output = [card.output.name, 1, 1, rows, columns];
  return card.kind ? [map, [card.kind.name, 1, card.kind.classes.length, rows, columns]] : [map];
}
