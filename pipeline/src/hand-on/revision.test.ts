import { defaultPolicy, type ModelCard } from '@h986/domain';
import { expect, test } from 'vitest';
import { revision } from './revision.ts';

const card = (name: string, sha256: string): { card: ModelCard } => ({ card: { name, sha256 } as ModelCard });
const models = [card('outlier', 'a'.repeat(64)), card('segments', 'b'.repeat(64))];
const of = { counter: 1, models, policy: defaultPolicy };

test('a revision is the same in whichever order the models are named', () => {
  expect(revision({ ...of, models: models.toReversed() }, 'o')).toBe(revision(of, 'o'));
});

test('another model, policy, order or counter is another revision', () => {
  const others = [
    revision({ ...of, models: models.slice(1) }, 'o'),
    revision({ ...of, policy: { ...defaultPolicy, version: '1.0.1' } }, 'o'),
    revision(of, 'p'),
    revision({ ...of, counter: 2 }, 'o'),
  ];
  expect(new Set([revision(of, 'o'), ...others]).size).toBe(5);
  expect(others[3]).toMatch(/^2-[0-9a-f]{12}$/);
});
