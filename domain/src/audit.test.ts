import { expect, test } from 'vitest';
import { canonicalJson } from './audit.ts';

test('the same object is the same bytes whatever the order of its keys', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'é"' }], a: undefined, A: true })).toBe(
    '{"A":true,"b":[1,{"c":"é\\"","d":null}]}',
  );
});
