import { expect, test } from 'vitest';

test('the browser has WebGL2', () => {
  expect(document.createElement('canvas').getContext('webgl2')).not.toBeNull();
});
