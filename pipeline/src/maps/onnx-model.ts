import { DomainError, type ModelCard } from '@h986/domain';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { type Model, outputSide } from './model.ts';
import type { ModelFile } from './model-cards.ts';

/**
 * Opens a session, once a model a process, for the process's life: sessions leak when they come and go. `run` blocks its
 * process's event loop, so this belongs in a sandboxed one.
 *
 * @throws {DomainError} `model-shape` when the file's input and output are not those of its card
 */
export async function openOnnxModel({ card, onnx }: ModelFile, threads: number): Promise<Model> {
  const session = await InferenceSession.create(onnx, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    // Threads that wait busily starve their neighbours on a shared core.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  });
  checkShapes(card, session);
  const { input, output } = card;
  const run = async (tile: Uint16Array): Promise<Float32Array> => {
    try {
      const results = await session.run({ [input.name]: new Tensor('uint16', tile, input.shape) });
      const tensor = results[output.name];
      const cells = Float32Array.from((await tensor?.getData()) as Float32Array);
      tensor?.dispose();
      return cells;
    } catch (cause) {
      throw new DomainError('model-failed', `model ${card.name} failed: ${String(cause)}`, { cause, retryable: true });
    }
  };
  // The first run allocates; better now than while a truck is moving.
  await run(new Uint16Array(input.shape.reduce((size, side) => size * side, 1)));
  return { card, run };
}

function checkShapes(card: ModelCard, { inputMetadata, outputMetadata }: InferenceSession): void {
  const side = outputSide(card);
  const found = [...inputMetadata, ...outputMetadata].map((m) =>
    m.isTensor ? [m.name, m.type, ...m.shape] : [m.name],
  );
  const wanted = [
    [card.input.name, card.input.type, ...card.input.shape],
    [card.output.name, 'float32', 1, 1, side, side],
  ];
  if (JSON.stringify(found) === JSON.stringify(wanted)) return;
  throw new DomainError('model-shape', `model ${card.name} ${card.version} is not as its card says`, {
    details: { found, wanted },
  });
}
