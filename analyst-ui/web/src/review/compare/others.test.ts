import type { OtherContainer, SimilarScans } from '@h986/domain';
import { expect, test } from 'vitest';
import { othersOf } from './others.ts';

const other = (scanId: string, container = 0) =>
  ({
    scanId,
    container,
    revision: '1-a',
    numbers: [],
    at: '2026-11-26T00:00:00.000Z',
    verdict: null,
    decision: null,
    previewKey: null,
    massKg: null,
  }) as unknown as OtherContainer;

test('each container is offered once, the same container before siblings and those that merely look alike', () => {
  const judged = { score: null, odd: false, differences: [] };
  const similar = {
    containers: [
      {
        container: 0,
        own: null,
        siblings: [{ ...other('b'), ...judged }],
        earlier: { score: null, scans: [other('c')] },
        mostSimilar: [
          { ...other('b'), cosine: 0.9 },
          { ...other('d', 1), cosine: 0.8 },
        ],
        sameContainer: [{ ...other('c'), difference: null, massLogRatio: null, changed: false, sameLoad: true }],
        samePicture: [],
      },
    ],
  } satisfies SimilarScans;
  expect(othersOf(similar).map(({ scanId, container, reason }) => `${scanId}${container} ${reason}`)).toEqual([
    'c0 same-container',
    'b0 sibling',
    'd1 similar',
  ]);
});
