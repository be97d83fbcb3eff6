import { openGraph } from '@h986/models';
import { expect, test } from 'vitest';
import { checkOpset, opsetsOf } from './opset.ts';

const own = (version: number): number[] => [0x42, 4, 0x0a, 0, 0x10, version];

test('the operators that a file asks for are read past everything else in it', () => {
  const graph = openGraph('g');
  graph.output(graph.node('Neg', [graph.input('x', 'float', [300])]), 'y', 'float', [300]);
  expect(opsetsOf(graph.bytes('a graph'))).toEqual([{ domain: '', version: 17 }]);
});

test('a version left out is 0, a domain left out is ONNX’s own', () => {
  expect(opsetsOf(Uint8Array.of(0x42, 0))).toEqual([{ domain: '', version: 0 }]);
});

test.each([
  ['a newer version', own(18)],
  ['an older version', own(16)],
  ['somebody else’s operators beside ONNX’s own', [...own(17), 0x42, 5, 0x0a, 1, 0x61, 0x10, 1]],
  ['none', []],
  ['a length past the end', [0x42, 9, 0]],
  ['a number without an end', [0x08, 0xff, 0xff]],
  ['a wire type that there is not', [0x0f]],
])('%s is refused by name', (_, bytes) => {
  expect(() => checkOpset(Uint8Array.from(bytes), 17)).toThrow(expect.objectContaining({ code: 'model-opset' }));
});

test('the version of the card is taken', () => {
  expect(() => checkOpset(Uint8Array.from(own(17)), 17)).not.toThrow();
});
