import { expect, test } from 'vitest';
import { MODELS, type Recipe, stepsOf } from './recipes.ts';

const recipe: Recipe = {
  model: 'cargoseg',
  pool: 'pool',
  work: 'work',
  out: 'models/cargoseg/1.2.0',
  scans: 10,
  minutes: 1,
  smoke: true,
};

test('every model is made from training scans and ends with golden outputs, in one command', () => {
  for (const model of MODELS) {
    const steps = stepsOf({ ...recipe, model });
    expect(steps.at(0)?.args).toContain('commands/src/training-data.ts');
    expect(steps.at(-1)?.args).toEqual(['commands/src/model-golden.ts', recipe.out]);
    expect(steps.some(({ args }) => args[0] === `models/training/${model}.py` && args.includes('--smoke'))).toBe(true);
  }
});
