import { readConfig } from '@h986/domain';
import { expect, test } from 'vitest';
import { PipelineEnv } from './config.ts';

test('without a word there is a worker at least, one thread a model, and every model that is awake', () => {
  const { WORKERS, ONNX_THREADS, MODELS } = readConfig(PipelineEnv, {});
  expect(WORKERS).toBeGreaterThanOrEqual(1);
  expect({ ONNX_THREADS, MODELS }).toEqual({ ONNX_THREADS: 1, MODELS: null });
});

test('models are named with commas', () => {
  expect(readConfig(PipelineEnv, { MODELS: 'outlier, segments' }).MODELS).toEqual(['outlier', 'segments']);
});

test.each([
  ['WORKERS', '0'],
  ['ONNX_THREADS', 'all'],
  ['MODELS', '../elsewhere'],
  ['POLICY', 'lenient'],
])('%s of %s is refused by name', (name, value) => {
  expect(() => readConfig(PipelineEnv, { [name]: value })).toThrow(name);
});
