import { expect, test } from 'vitest';
import { actionNamed } from './registry.ts';
import { bind, createTargetStore } from './targets.ts';

test('a target that has just gone, and is not taken away yet, is none', () => {
  const targets = createTargetStore();
  targets.add('compare', () => null as never);
  expect(targets.get('compare')).toBeUndefined();
  expect(bind(actionNamed('compare'), targets)).toBeNull();
});
