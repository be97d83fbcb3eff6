import { createHash } from 'node:crypto';
import type { ModelCard } from '@h986/domain';
import { OUTLIER } from './graph.ts';

const { tile, margin, stride } = OUTLIER;

/** The card that goes with the file. */
export function outlierCard(onnx: Uint8Array): ModelCard {
  return {
    name: 'outlier',
    version: '1.0.0',
    state: 'active',
    sha256: createHash('sha256').update(onnx).digest('hex'),
    summary: 'TODO',
    input: { name: 'transmission', type: 'uint16', shape: [1, 2, tile, tile], pitchMm: 8, marginPx: margin },
    output: { name: 'deviation', stridePx: stride, unit: 'sigma' },
    findings: [
      { kind: 'outlier-dense', sign: 'above', cellFrom: 4, scoreHalfAt: 6, minCells: 2 },
      { kind: 'outlier-thin', sign: 'below', cellFrom: 4, scoreHalfAt: 6, minCells: 2 },
    ],
    training: { data: 'none: laid out by hand', licence: 'not applicable' },
    figures: 'TODO',
    limits: [],
    licence: 'Apache-2.0',
  };
}
