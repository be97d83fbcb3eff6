import { expect, test } from 'vitest';
import { openGraph } from './onnx-writer.ts';

test('a graph is written byte by byte as protobuf says', () => {
  const g = openGraph('g');
  g.output(g.node('Neg', [g.input('x', 'float', [2])]), 'y', 'float', [2]);
  const hex = Buffer.from(g.bytes('d')).toString('hex');
  const text = (s: string): string => Buffer.from(s).toString('hex');
  const value = (name: string): string => `0a01${text(name)}120a0a08080112040a020802`;
  const neg = `0a0178${'1204'}${text('neg0')}1a04${text('neg0')}2203${text('Neg')}`;
  const identity = `0a04${text('neg0')}1201791a01792208${text('Identity')}`;
  const length = (h: string): string => (h.length / 2).toString(16).padStart(2, '0');
  const graph = `0a${length(neg)}${neg}0a${length(identity)}${identity}120167${`5a${length(value('x'))}${value('x')}`}62${length(value('y'))}${value('y')}`;
  expect(hex).toBe(`08081204${text('h986')}320164` + `3a${length(graph)}${graph}42040a001011`);
});

test('integers past seven bits take more bytes, least significant first', () => {
  const g = openGraph('g');
  g.input('x', 'float', [300]);
  expect(Buffer.from(g.bytes('')).toString('hex')).toContain('08ac02');
});
