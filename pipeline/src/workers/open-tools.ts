import { defaultPolicy } from '@h986/domain';
import { jobKinds, openObjectStore, openProgressSender, openSender } from '@h986/stores';
import { type PipelineEnv, queueOptions } from '../config.ts';
import { readModels } from '../maps/model-cards.ts';
import { openOnnxModel } from '../maps/onnx-model.ts';
import { openPixels } from '../pixels/scan-pixels.ts';
import type { HandOn, Tools } from '../tools.ts';

/** The real tools of a process that works on pixels, for its whole life. @throws as `readModels` and `openOnnxModel` */
export async function openTools(env: PipelineEnv): Promise<Tools> {
  const files = await readModels(env.MODELS_DIR, env.MODELS);
  const models = await Promise.all(files.map((file) => openOnnxModel(file, env.ONNX_THREADS)));
  const objects = await openObjectStore(env);
  const progress = openProgressSender(queueOptions(env));
  return {
    objects,
    models,
    policy: defaultPolicy,
    pixels: openPixels(objects),
    handOn: openHandOn(env).handOn,
    tell: progress.tell,
    now: Date.now,
  };
}

export function openHandOn(env: PipelineEnv): { handOn: HandOn; close(): Promise<void> } {
  const options = queueOptions(env);
  const strips = openSender(jobKinds.strips, options);
  const assembly = openSender(jobKinds.assembly, options);
  const results = openSender(jobKinds.results, options);
  return {
    handOn: { strips, assembly, results },
    async close() {
      await Promise.all([strips.close(), assembly.close(), results.close()]);
    },
  };
}
