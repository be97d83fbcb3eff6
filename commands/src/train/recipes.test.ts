import { expect, test } from 'vitest';
import { MODELS, type Recipe, stepsOf } from './recipes.ts';

const recipe: Recipe = {
  model: 'cargoseg',
  pool: 'pool',
  work: 'work',
  out: 'models/cargoseg/1.3.1',
  scans: 10,
  minutes: 1,
  smoke: true,
};

test('every model is made from training scans and ends with golden outputs, in one command', () => {
  for (const model of MODELS) {
    const steps = stepsOf({ ...recipe, model });
    expect(steps.at(0)?.args).toContain('commands/src/training-data.ts');
    expect(steps.at(-1)?.args).toEqual(['commands/src/model-golden.ts', recipe.out]);
    const script = `models/training/${model === 'emptyseg' ? 'cargoseg' : model}.py`;
    expect(steps.some(({ args }) => args[0] === script && args.includes('--smoke'))).toBe(true);
  }
});

test('the map of empty containers learns from these alone, whatever else lies in its pool', () => {
  const steps = stepsOf({ ...recipe, model: 'emptyseg' });
  const [data, pieces, training, exported] = steps.map(({ args }) => args.join(' '));
  expect(data).toContain('--family empty');
  expect(pieces).toContain('--pieces');
  expect(training).toContain('--model emptyseg --family empty');
  expect(exported).toContain('--model emptyseg');
});
