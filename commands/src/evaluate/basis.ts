import { createHash } from 'node:crypto';
import type { Registry } from '@h986/pipeline';
import { mayRaise } from './fused.ts';

/** What figures rest on beside the weights of the maps: a figure by other thresholds is none of those that ship. */
export interface Basis {
  /** SHA-256 of every model's file, those of locator and encoder too. */
  models: Record<string, string>;
  /** Of the thresholds of each map that has some. */
  thresholds: Record<string, string>;
  /** Of the coefficients of the fused risk, and of the probabilities of maps that may raise it. */
  fusion: string | null;
}

export function basisOf({ files, fusion }: Pick<Registry, 'files' | 'fusion'>): Basis {
  const thresholds = files.flatMap(({ card, thresholds: table }) => {
    return table ? [[card.name, digestOf(table.entries)] as const] : [];
  });
  const raisedBy = files.flatMap(({ card }) => {
    if (card.job !== 'map' || !mayRaise(card)) return [];
    return [[card.onlyFor, card.emptyLeadFrom ?? null, card.calibration]];
  });
  return {
    models: Object.fromEntries(files.map(({ card }) => [card.name, card.sha256])),
    thresholds: Object.fromEntries(thresholds),
    fusion: fusion && digestOf([fusion.card.intercept, fusion.card.terms, ...raisedBy]),
  };
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
