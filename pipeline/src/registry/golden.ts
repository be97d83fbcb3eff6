import { DomainError, type Golden, type GoldenRecipe, goldenInput, type ModelCard } from '@h986/domain';
import type { Model } from './model.ts';

/** Processors differ in the last digits of float32, more of them the deeper the net; a wrong weight shows far above this. */
export const GOLDEN_TOLERANCE = 2e-3;
const SAMPLES = 16;

/** What the model gives now for an input drawn by this recipe. */
export async function measureGolden(model: Model<ModelCard>, name: string, input: GoldenRecipe): Promise<Golden> {
  const found = await model.run(goldenInput(input, model.card.input.shape));
  const outputs = Object.entries(found).map(([output, values]) => {
    const step = Math.max(1, Math.floor(values.length / SAMPLES));
    const samples = Array.from({ length: Math.min(SAMPLES, values.length) }, (_, i): [number, number] => [
      i * step,
      rounded(values[i * step] as number),
    ]);
    return [output, { length: values.length, mean: rounded(meanOf(values)), samples }] as const;
  });
  return { name, input, outputs: Object.fromEntries(outputs), tolerance: GOLDEN_TOLERANCE };
}

/**
 * Holds a model against what it gave when its card was written.
 *
 * @throws {DomainError} `model-golden` with the first difference
 */
export async function tryGoldens(model: Model<ModelCard>, goldens: readonly Golden[]): Promise<void> {
  for (const golden of goldens) {
    const found = await model.run(goldenInput(golden.input, model.card.input.shape));
    for (const [output, wanted] of Object.entries(golden.outputs)) {
      const values = found[output] ?? new Float32Array();
      const held = [...wanted.samples, [-1, wanted.mean] as const];
      const off = held.find(([at, value]) => {
        const now = at < 0 ? meanOf(values) : (values[at] ?? Number.NaN);
        return !(Math.abs(now - value) <= golden.tolerance * Math.max(1, Math.abs(value)));
      });
      if (values.length === wanted.length && !off) continue;
      const { name, version } = model.card;
      throw new DomainError('model-golden', `model ${name} ${version} does not give for ${golden.name} what it gave`, {
        details: { golden: golden.name, output, length: values.length, at: off?.[0], wanted: off?.[1] },
      });
    }
  }
}

const rounded = (value: number): number => Number(value.toPrecision(7));

function meanOf(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
